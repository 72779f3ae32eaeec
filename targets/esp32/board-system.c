/*
 * The native half of health/system on ESP32 (ESP-IDF 6.0). No memory is allocated here; all state is three static words and the RTC
 * memory that outlives a reset.
 */
#include <stdint.h>
#include <string.h>

#include "xsmc.h"
#include "xsHost.h"
#include "builtinCommon.h"

#include "esp_attr.h"
#include "esp_system.h"
#include "esp_task_wdt.h"
#include "driver/uart.h"
#include "app_update/include/esp_ota_ops.h"
#include "nvs_flash/include/nvs_flash.h"

/* As RETAINED in health/retained. */
#define RETAINED 32

/* As ResetReason in health/system. */
enum { Unknown, PowerOn, Software, Panic, TaskWatchdog, InterruptWatchdog, BrownOut, DeepSleep, External };

static RTC_NOINIT_ATTR uint8_t retained[RETAINED];
static esp_task_wdt_user_handle_t watched;
static esp_err_t storageFault;

int fieldfeed_prelaunch(void);
void xs_fieldfeed_resetReason(xsMachine *the);
void xs_fieldfeed_readRetained(xsMachine *the);
void xs_fieldfeed_writeRetained(xsMachine *the);
void xs_fieldfeed_watch(xsMachine *the);
void xs_fieldfeed_feed(xsMachine *the);
void xs_fieldfeed_restart(xsMachine *the);
void xs_fieldfeed_markValid(xsMachine *the);
void xs_fieldfeed_freePort(xsMachine *the);
void xs_fieldfeed_storageFault(xsMachine *the);
void xs_fieldfeed_eraseStorage(xsMachine *the);
void xs_fieldfeed_freeMemory(xsMachine *the);

/*
 * Called by the SDK's modPrelaunch (manifest.json: defines.startup.delayMS), before its main.c calls nvs_flash_init under
 * ESP_ERROR_CHECK, which would restart for ever on a storage that cannot be opened. The two errors are those for which ESP-IDF's own
 * examples erase; any other is not mended by that. Returns the milliseconds to wait: none.
 */
int fieldfeed_prelaunch(void)
{
	esp_err_t err = nvs_flash_init();

	if ((ESP_ERR_NVS_NO_FREE_PAGES == err) || (ESP_ERR_NVS_NEW_VERSION_FOUND == err)) {
		storageFault = err;
		if (ESP_OK == nvs_flash_erase())
			(void)nvs_flash_init();		/* main.c calls it again and looks at the result */
	}

	return 0;
}

void xs_fieldfeed_resetReason(xsMachine *the)
{
	int reason = Unknown;

	switch (esp_reset_reason()) {
		case ESP_RST_POWERON:		reason = PowerOn; break;
		case ESP_RST_SW:			reason = Software; break;
		case ESP_RST_PANIC:
		case ESP_RST_CPU_LOCKUP:	reason = Panic; break;
		case ESP_RST_TASK_WDT:		reason = TaskWatchdog; break;
		case ESP_RST_INT_WDT:
		case ESP_RST_WDT:			reason = InterruptWatchdog; break;
		case ESP_RST_BROWNOUT:
		case ESP_RST_PWR_GLITCH:	reason = BrownOut; break;
		case ESP_RST_DEEPSLEEP:		reason = DeepSleep; break;
		case ESP_RST_EXT:
		case ESP_RST_USB:
		case ESP_RST_JTAG:			reason = External; break;
		case ESP_RST_UNKNOWN:
		case ESP_RST_SDIO:
		case ESP_RST_EFUSE:			break;
	}

	xsmcSetInteger(xsResult, reason);
}

void xs_fieldfeed_readRetained(xsMachine *the)
{
	void *target;
	xsUnsignedValue length;

	xsmcGetBufferWritable(xsArg(0), &target, &length);
	if (RETAINED == length)
		memcpy(target, retained, RETAINED);
}

void xs_fieldfeed_writeRetained(xsMachine *the)
{
	void *source;
	xsUnsignedValue length;

	xsmcGetBufferReadable(xsArg(0), &source, &length);
	if (RETAINED == length)
		memcpy(retained, source, RETAINED);
}

/*
 * A user of its own: the SDK's loop feeds for its task at each turn, whether the alarms come or not.
 */
void xs_fieldfeed_watch(xsMachine *the)
{
	if (!watched && (ESP_OK != esp_task_wdt_add_user("fieldfeed", &watched)))
		watched = NULL;

	xsmcSetBoolean(xsResult, NULL != watched);
}

void xs_fieldfeed_feed(xsMachine *the)
{
	(void)the;
	if (watched)
		(void)esp_task_wdt_reset_user(watched);
}

void xs_fieldfeed_restart(xsMachine *the)
{
	(void)the;
	esp_restart();
}

/* An image that was not under trial makes it fail, which changes nothing. */
void xs_fieldfeed_markValid(xsMachine *the)
{
	(void)the;
	(void)esp_ota_mark_app_valid_cancel_rollback();
}

/*
 * In an instrumented build lib/debugger/debugger_uart.c has installed a driver on UART0 for what it prints, and holds its pins. Without
 * the driver uart_write_bytes refuses, and nothing is printed any more.
 */
void xs_fieldfeed_freePort(xsMachine *the)
{
#ifndef mxDebug
	if (uart_is_driver_installed(UART_NUM_0) && (ESP_OK == uart_driver_delete(UART_NUM_0))) {
		uint32_t transmit = (uint32_t)xsmcToInteger(xsArg(0)), receive = (uint32_t)xsmcToInteger(xsArg(1));

		builtinFreePin(transmit);
		builtinFreePin(receive);
	}
#else
	(void)the;
#endif
}

void xs_fieldfeed_storageFault(xsMachine *the)
{
	xsmcSetInteger(xsResult, storageFault);
}

/* Handles that are open become invalid, which the storage tells by an error: whoever calls this has closed his. */
void xs_fieldfeed_eraseStorage(xsMachine *the)
{
	esp_err_t err = nvs_flash_deinit();

	if ((ESP_OK == err) || (ESP_ERR_NVS_NOT_INITIALIZED == err))
		err = nvs_flash_erase();
	if (ESP_OK == err)
		err = nvs_flash_init();

	xsmcSetBoolean(xsResult, ESP_OK == err);
}

/* The heap of ESP-IDF, from which drivers, TLS and lwIP take; an ESP32's is far below the 2 GB of an integer. */
void xs_fieldfeed_freeMemory(xsMachine *the)
{
	xsmcSetInteger(xsResult, (xsIntegerValue)esp_get_free_heap_size());
}
