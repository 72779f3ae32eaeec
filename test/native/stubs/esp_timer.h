/* ESP-IDF v6.0, components/esp_timer/include/esp_timer.h, with the option that keeps it in RAM. */
#pragma once
#include <stdint.h>

#define CONFIG_ESP_TIMER_IN_IRAM 1
int64_t esp_timer_get_time(void);
