/* ESP-IDF v6.0, components/esp_common/include/esp_attr.h: RTC_NOINIT_ATTR puts a variable into the section .rtc_noinit. */
#pragma once
#define RTC_NOINIT_ATTR __attribute__((section(".rtc_noinit")))
#define IRAM_ATTR __attribute__((section(".iram1")))
