/* Declarations of ESP-IDF v6.0 (components/esp_system), as far as targets/esp32/netif.c uses them. */
#pragma once
void esp_restart(void) __attribute__((__noreturn__));
