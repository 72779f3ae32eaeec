/* ESP-IDF v6.0, components/app_update/include/esp_ota_ops.h */
#pragma once
#include "esp_err.h"

esp_err_t esp_ota_mark_app_valid_cancel_rollback(void);
