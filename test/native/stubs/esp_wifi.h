/* Declarations of ESP-IDF v6.0 (components/esp_wifi), as far as targets/esp32/netif.c uses them. */
#pragma once
#include "esp_event.h"

extern esp_event_base_t const WIFI_EVENT;
typedef enum { WIFI_EVENT_STA_CONNECTED = 4, WIFI_EVENT_STA_DISCONNECTED } wifi_event_t;
typedef struct {
	uint8_t ssid[32];
	uint8_t ssid_len;
	uint8_t bssid[6];
	uint8_t reason;
	int8_t rssi;
} wifi_event_sta_disconnected_t;
esp_err_t esp_wifi_stop(void);
esp_err_t esp_wifi_start(void);
