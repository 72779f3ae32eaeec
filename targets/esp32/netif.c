/*
 * The native half of netif.js, for ESP-IDF 6.0. Called from the XS task only, but for onWifiEvent, which runs in the event task and
 * writes one aligned word.
 */
#include "xsmc.h"
#include "xsHost.h"
#include "mc.xs.h"

#include <stdint.h>
#include <stdio.h>

#include "esp_event.h"
#include "esp_mac.h"
#include "esp_netif.h"
#include "esp_wifi.h"

void xs_netif_dns(xsMachine *the);
void xs_netif_set_dns(xsMachine *the);
void xs_netif_reason(xsMachine *the);
void xs_netif_restart_radio(xsMachine *the);
void xs_netif_hardware(xsMachine *the);

static volatile uint32_t gReason;
static uint8_t gWatching;

static void onWifiEvent(void *arg, esp_event_base_t base, int32_t id, void *data)
{
	const wifi_event_sta_disconnected_t *event = data;

	(void)arg;
	(void)base;
	if (WIFI_EVENT_STA_DISCONNECTED == id)
		gReason = event->reason;
}

/*
 * Handlers of a base run in the order in which they were registered, those for any event before those for one. So this one asks for any, and
 * before the SDK's: the reason is there when the SDK's message reaches JavaScript. Both it and the SDK take an event loop that exists already.
 */
static void watch(void)
{
	esp_err_t err;

	if (gWatching)
		return;
	err = esp_event_loop_create_default();
	if ((ESP_OK != err) && (ESP_ERR_INVALID_STATE != err))
		return;
	if (ESP_OK == esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, onWifiEvent, NULL))
		gWatching = 1;
}

/* The interface in use: the one with the default route, or, before any has an address, the one that exists. */
static esp_netif_t *inUse(void)
{
	esp_netif_t *netif = esp_netif_get_default_netif();

	if (!netif)
		netif = esp_netif_get_handle_from_ifkey("WIFI_STA_DEF");
	if (!netif)
		netif = esp_netif_get_handle_from_ifkey("ETH_DEF");
	return netif;
}

void xs_netif_dns(xsMachine *the)
{
	esp_netif_t *netif = inUse();
	xsIntegerValue index = xsmcToInteger(xsArg(0));
	esp_netif_dns_info_t info = {0};
	char address[16];

	watch();
	if (!netif || (index < 0) || (index >= ESP_NETIF_DNS_MAX))
		return;
	if (ESP_OK != esp_netif_get_dns_info(netif, (esp_netif_dns_type_t)index, &info))
		return;
	if ((ESP_IPADDR_TYPE_V4 != info.ip.type) || (0 == info.ip.u_addr.ip4.addr))
		return;
	esp_ip4addr_ntoa(&info.ip.u_addr.ip4, address, sizeof(address));
	xsmcSetString(xsResult, address);
}

void xs_netif_set_dns(xsMachine *the)
{
	esp_netif_t *netif = inUse();
	esp_netif_dns_info_t info = {0};

	watch();
	info.ip.type = ESP_IPADDR_TYPE_V4;
	if (ESP_OK != esp_netif_str_to_ip4(xsmcToString(xsArg(0)), &info.ip.u_addr.ip4))
		xsRangeError("invalid address");
	if (!netif || (ESP_OK != esp_netif_set_dns_info(netif, ESP_NETIF_DNS_MAIN, &info)))
		xsUnknownError("set DNS failed");
}

void xs_netif_reason(xsMachine *the)
{
	watch();
	xsmcSetInteger(xsResult, (xsIntegerValue)gReason);
	gReason = 0;
}

void xs_netif_restart_radio(xsMachine *the)
{
	if ((ESP_OK != esp_wifi_stop()) || (ESP_OK != esp_wifi_start()))
		xsUnknownError("radio does not restart");
}

/* The MAC that the factory burned in: there before any interface is. */
void xs_netif_hardware(xsMachine *the)
{
	uint8_t mac[6];
	char text[2 * sizeof(mac) + 1];

	if (ESP_OK != esp_efuse_mac_get_default(mac))
		return;
	snprintf(text, sizeof(text), "%02x%02x%02x%02x%02x%02x", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
	xsmcSetString(xsResult, text);
}
