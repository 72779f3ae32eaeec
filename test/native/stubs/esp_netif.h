/* Declarations of ESP-IDF v6.0 (components/esp_netif), as far as targets/esp32/netif.c uses them. */
#pragma once
#include <stddef.h>
#include "esp_event.h"

typedef struct esp_netif_obj esp_netif_t;
typedef struct esp_ip4_addr { uint32_t addr; } esp_ip4_addr_t;
typedef struct esp_ip6_addr { uint32_t addr[4]; uint8_t zone; } esp_ip6_addr_t;
typedef struct _ip_addr {
	union { esp_ip6_addr_t ip6; esp_ip4_addr_t ip4; } u_addr;
	uint8_t type;
} esp_ip_addr_t;
#define ESP_IPADDR_TYPE_V4 0U
typedef enum { ESP_NETIF_DNS_MAIN = 0, ESP_NETIF_DNS_BACKUP, ESP_NETIF_DNS_FALLBACK, ESP_NETIF_DNS_MAX } esp_netif_dns_type_t;
typedef struct { esp_ip_addr_t ip; } esp_netif_dns_info_t;

esp_netif_t *esp_netif_get_default_netif(void);
esp_netif_t *esp_netif_get_handle_from_ifkey(const char *if_key);
esp_err_t esp_netif_set_dns_info(esp_netif_t *esp_netif, esp_netif_dns_type_t type, esp_netif_dns_info_t *dns);
esp_err_t esp_netif_get_dns_info(esp_netif_t *esp_netif, esp_netif_dns_type_t type, esp_netif_dns_info_t *dns);
char *esp_ip4addr_ntoa(const esp_ip4_addr_t *addr, char *buf, int buflen);
esp_err_t esp_netif_str_to_ip4(const char *src, esp_ip4_addr_t *dst);
