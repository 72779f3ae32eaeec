/* ESP-IDF v6.0, components/esp_system/include/esp_task_wdt.h */
#pragma once
#include "esp_err.h"

typedef struct esp_task_wdt_user_handle_s * esp_task_wdt_user_handle_t;

esp_err_t esp_task_wdt_add_user(const char *user_name, esp_task_wdt_user_handle_t *user_handle_ret);
esp_err_t esp_task_wdt_reset_user(esp_task_wdt_user_handle_t user_handle);
