/*
 * Runs targets/esp32/board-system.c on the PC, with ESP-IDF and XS stood in for by what is below. Prints nothing and returns 0 when all
 * holds; otherwise names the line that did not.
 */
#include <stdio.h>

#include "../../targets/esp32/board-system.c"

static struct {
	esp_err_t init[4];
	int inits, erases, deinits, feeds, marks, added, restarts;
	esp_err_t erase, deinit, add;
	esp_reset_reason_t reason;
	xsIntegerValue integer;
	int boolean;
	void *buffer;
	xsUnsignedValue length;
	int uart, freed;
} mock;

bool uart_is_driver_installed(uart_port_t uart) { return mock.uart && (UART_NUM_0 == uart); }
esp_err_t uart_driver_delete(uart_port_t uart) { (void)uart; mock.uart = 0; return ESP_OK; }
void builtinFreePins(uint32_t bank, uint32_t pin) { mock.freed += (0 == bank) && (pin == 1u << 21); }
xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return 21; }

esp_err_t nvs_flash_init(void) { return mock.init[mock.inits++]; }
esp_err_t nvs_flash_erase(void) { mock.erases++; return mock.erase; }
esp_err_t nvs_flash_deinit(void) { mock.deinits++; return mock.deinit; }
uint32_t esp_get_free_heap_size(void) { return 123456; }
esp_reset_reason_t esp_reset_reason(void) { return mock.reason; }
void esp_restart(void) { for (;;) continue; }
esp_err_t esp_task_wdt_add_user(const char *name, esp_task_wdt_user_handle_t *handle)
{
	mock.added += (0 != name[0]);
	*handle = (esp_task_wdt_user_handle_t)(void *)&mock;
	return mock.add;
}
esp_err_t esp_task_wdt_reset_user(esp_task_wdt_user_handle_t handle) { mock.feeds += (NULL != handle); return ESP_OK; }
esp_err_t esp_ota_mark_app_valid_cancel_rollback(void) { mock.marks++; return -1; }
void fxInteger(xsMachine *the, xsSlot *slot, xsIntegerValue value) { (void)the, (void)slot; mock.integer = value; }
void fxBoolean(xsMachine *the, xsSlot *slot, int value) { (void)the, (void)slot; mock.boolean = value; }
void _xsmcGetBuffer(xsMachine *the, xsSlot *slot, void **data, xsUnsignedValue *length, int writable)
{
	(void)the, (void)slot, (void)writable;
	*data = mock.buffer;
	*length = mock.length;
}

static int failed;
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("line %d: %s\n", __LINE__, #what); } } while (0)

static void reset(void)
{
	memset(&mock, 0, sizeof(mock));
	storageFault = 0;
	watched = NULL;
}

static void testPrelaunch(void)
{
	reset();
	HOLDS(0 == fieldfeed_prelaunch() && 1 == mock.inits && 0 == mock.erases && 0 == storageFault);

	reset();
	mock.init[0] = ESP_ERR_NVS_NO_FREE_PAGES;
	HOLDS(0 == fieldfeed_prelaunch() && 2 == mock.inits && 1 == mock.erases && ESP_ERR_NVS_NO_FREE_PAGES == storageFault);

	reset();
	mock.init[0] = ESP_ERR_NVS_NEW_VERSION_FOUND;
	mock.erase = -1;
	HOLDS(0 == fieldfeed_prelaunch() && 1 == mock.inits && 1 == mock.erases);

	reset();		/* anything else is not mended by erasing: what is stored stays */
	mock.init[0] = -1;
	HOLDS(0 == fieldfeed_prelaunch() && 1 == mock.inits && 0 == mock.erases && 0 == storageFault);
}

static void testReasons(xsMachine *the)
{
	static const int wanted[] = { 0, 1, 8, 2, 3, 5, 4, 5, 7, 6, 0, 8, 8, 0, 6, 3 };

	reset();
	for (int reason = ESP_RST_UNKNOWN; reason <= ESP_RST_CPU_LOCKUP; reason++) {
		mock.reason = (esp_reset_reason_t)reason;
		xs_fieldfeed_resetReason(the);
		HOLDS(wanted[reason] == mock.integer);
	}
}

static void testRetained(xsMachine *the)
{
	uint8_t bytes[RETAINED + 1];

	reset();
	memset(bytes, 0x11, sizeof(bytes));
	mock.buffer = bytes;
	mock.length = RETAINED;
	xs_fieldfeed_writeRetained(the);
	memset(bytes, 0, sizeof(bytes));
	xs_fieldfeed_readRetained(the);
	HOLDS(0x11 == bytes[0] && 0x11 == bytes[RETAINED - 1] && 0 == bytes[RETAINED]);
	for (mock.length = 0; mock.length <= RETAINED + 1; mock.length += RETAINED - 1) {	/* another length is not copied */
		memset(bytes, 0x22, sizeof(bytes));
		xs_fieldfeed_writeRetained(the);
		xs_fieldfeed_readRetained(the);
		HOLDS(0x11 == retained[0] && 0x22 == bytes[0]);
	}
}

static void testWatch(xsMachine *the)
{
	reset();
	xs_fieldfeed_feed(the);
	HOLDS(0 == mock.feeds);		/* not watched yet */
	xs_fieldfeed_watch(the);
	xs_fieldfeed_watch(the);
	xs_fieldfeed_feed(the);
	HOLDS(1 == mock.added && 1 == mock.feeds && mock.boolean);

	reset();
	mock.add = -1;
	xs_fieldfeed_watch(the);
	xs_fieldfeed_feed(the);
	HOLDS(!mock.boolean && 0 == mock.feeds);

	xs_fieldfeed_markValid(the);
	HOLDS(1 == mock.marks);
}

static void testFreePort(xsMachine *the)
{
	reset();
	xs_fieldfeed_freePort(the);
	HOLDS(0 == mock.freed);		/* a release build: nobody holds it */
	mock.uart = 1;
	xs_fieldfeed_freePort(the);
	HOLDS(2 == mock.freed && 0 == mock.uart);
}

static void testErase(xsMachine *the)
{
	reset();
	xs_fieldfeed_eraseStorage(the);
	HOLDS(mock.boolean && 1 == mock.deinits && 1 == mock.erases && 1 == mock.inits);

	reset();
	mock.deinit = ESP_ERR_NVS_NOT_INITIALIZED;
	xs_fieldfeed_eraseStorage(the);
	HOLDS(mock.boolean && 1 == mock.erases);

	reset();
	mock.erase = -1;
	xs_fieldfeed_eraseStorage(the);
	HOLDS(!mock.boolean && 0 == mock.inits);
}

int main(void)
{
	xsMachine machine = { 0 };

	testPrelaunch();
	testReasons(&machine);
	testRetained(&machine);
	testWatch(&machine);
	testFreePort(&machine);
	testErase(&machine);
	xs_fieldfeed_freeMemory(&machine);
	HOLDS(123456 == mock.integer);
	return failed;
}
