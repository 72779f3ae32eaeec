/*
 * Runs targets/esp32/netif.c on the PC, with ESP-IDF and XS stood in for by what is below. Prints nothing and returns 0 when all
 * holds; otherwise names the line that did not.
 */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "../../targets/esp32/netif.c"

static struct {
	esp_netif_t *standard, *wifi, *ethernet;
	esp_netif_t *asked;
	esp_netif_dns_info_t servers[ESP_NETIF_DNS_MAX];
	esp_err_t loop, stop, start, mac;
	int loops, registered, stops, starts, thrown;
	esp_event_handler_t handler;
	xsIntegerValue argument, integer;
	const char *text;
	char result[32];
	jmp_buf out;
} mock;

static int interfaces[3];
#define INTERFACE(index) ((esp_netif_t *)(void *)&interfaces[index])

esp_event_base_t const WIFI_EVENT = "WIFI_EVENT";

esp_netif_t *esp_netif_get_default_netif(void) { return mock.standard; }
esp_netif_t *esp_netif_get_handle_from_ifkey(const char *key) { return 'W' == key[0] ? mock.wifi : mock.ethernet; }
esp_err_t esp_netif_get_dns_info(esp_netif_t *netif, esp_netif_dns_type_t type, esp_netif_dns_info_t *info)
{
	mock.asked = netif;
	*info = mock.servers[type];
	return ESP_OK;
}
esp_err_t esp_netif_set_dns_info(esp_netif_t *netif, esp_netif_dns_type_t type, esp_netif_dns_info_t *info)
{
	mock.asked = netif;
	mock.servers[type] = *info;
	return ESP_OK;
}
char *esp_ip4addr_ntoa(const esp_ip4_addr_t *address, char *buffer, int length)
{
	return (char *)inet_ntop(AF_INET, &address->addr, buffer, (socklen_t)length);
}
esp_err_t esp_netif_str_to_ip4(const char *text, esp_ip4_addr_t *address)
{
	return 1 == inet_pton(AF_INET, text, &address->addr) ? ESP_OK : -1;
}
esp_err_t esp_event_loop_create_default(void) { mock.loops++; return mock.loop; }
esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t id, esp_event_handler_t handler, void *argument)
{
	(void)argument;
	mock.registered += (WIFI_EVENT == base) && (ESP_EVENT_ANY_ID == id);
	mock.handler = handler;
	return ESP_OK;
}
esp_err_t esp_wifi_stop(void) { mock.stops++; return mock.stop; }
esp_err_t esp_wifi_start(void) { mock.starts++; return mock.start; }
esp_err_t esp_efuse_mac_get_default(uint8_t *mac)
{
	static const uint8_t burned[6] = {0x24, 0x0a, 0xc4, 0x00, 0x01, 0xff};

	if (ESP_OK == mock.mac)
		memcpy(mac, burned, sizeof(burned));
	return mock.mac;
}
xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return mock.argument; }
char *fxToString(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return (char *)mock.text; }
void fxInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value) { (void)the, (void)slot; mock.integer = value; }
void fxString(xsMachine *the, xsSlot *slot, const char *value)
{
	(void)the, (void)slot;
	snprintf(mock.result, sizeof(mock.result), "%s", value);
}
void fxThrowMessage(xsMachine *the, char *path, int line, int error, const char *text, ...)
{
	(void)the, (void)path, (void)line, (void)error, (void)text;
	mock.thrown++;
	longjmp(mock.out, 1);
}

static int failed;
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("line %d: %s\n", __LINE__, #what); } } while (0)
/** Calls a native function; an exception ends it. */
#define CALL(function) do { if (0 == setjmp(mock.out)) function(&machine); } while (0)

static xsMachine machine;

static void reset(void)
{
	memset(&mock, 0, sizeof(mock));
	mock.wifi = INTERFACE(0);
	gReason = 0;
	gWatching = 0;
}

static void testDns(void)
{
	reset();
	CALL(xs_netif_dns);
	HOLDS('\0' == mock.result[0] && mock.asked == INTERFACE(0));
	inet_pton(AF_INET, "192.0.2.53", &mock.servers[1].ip.u_addr.ip4.addr);
	mock.argument = 1;
	CALL(xs_netif_dns);
	HOLDS(0 == strcmp(mock.result, "192.0.2.53"));
	mock.standard = INTERFACE(2);
	CALL(xs_netif_dns);
	HOLDS(mock.asked == INTERFACE(2));

	for (int index = -1; index <= ESP_NETIF_DNS_MAX; index += ESP_NETIF_DNS_MAX + 1) {
		mock.result[0] = '\0';
		mock.argument = index;
		CALL(xs_netif_dns);
		HOLDS('\0' == mock.result[0]);
	}
	mock.argument = 1;
	mock.servers[1].ip.type = 6;
	CALL(xs_netif_dns);
	HOLDS('\0' == mock.result[0]);
}

static void testSetDns(void)
{
	reset();
	mock.text = "198.51.100.1";
	CALL(xs_netif_set_dns);
	HOLDS(0 == mock.thrown && mock.servers[0].ip.u_addr.ip4.addr == inet_addr("198.51.100.1"));
	mock.text = "no address";
	CALL(xs_netif_set_dns);
	HOLDS(1 == mock.thrown);
	mock.text = "198.51.100.1";
	mock.wifi = NULL;
	CALL(xs_netif_set_dns);
	HOLDS(2 == mock.thrown);
}

static void testReason(void)
{
	wifi_event_sta_disconnected_t event = {.reason = 202};

	reset();
	CALL(xs_netif_reason);
	HOLDS(0 == mock.integer && 1 == mock.registered);
	mock.handler(NULL, WIFI_EVENT, WIFI_EVENT_STA_CONNECTED, &event);
	CALL(xs_netif_reason);
	HOLDS(0 == mock.integer);
	mock.handler(NULL, WIFI_EVENT, WIFI_EVENT_STA_DISCONNECTED, &event);
	CALL(xs_netif_reason);
	HOLDS(202 == mock.integer);
	CALL(xs_netif_reason);
	HOLDS(0 == mock.integer && 1 == mock.registered);

	reset();
	mock.loop = ESP_ERR_INVALID_STATE; /* there is one already */
	CALL(xs_netif_reason);
	HOLDS(1 == mock.registered);
	reset();
	mock.loop = -1;
	CALL(xs_netif_reason);
	HOLDS(0 == mock.registered && 0 == mock.thrown);
}

static void testRadio(void)
{
	reset();
	CALL(xs_netif_restart_radio);
	HOLDS(1 == mock.stops && 1 == mock.starts && 0 == mock.thrown);
	mock.start = -1;
	CALL(xs_netif_restart_radio);
	HOLDS(1 == mock.thrown);
}

static void testHardware(void)
{
	reset();
	CALL(xs_netif_hardware);
	HOLDS(0 == strcmp(mock.result, "240ac40001ff"));
	reset();
	mock.mac = -1;
	CALL(xs_netif_hardware);
	HOLDS('\0' == mock.result[0] && 0 == mock.thrown);
}

int main(void)
{
	testHardware();
	testDns();
	testSetDns();
	testReason();
	testRadio();
	return failed;
}
