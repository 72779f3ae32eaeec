/*
 * sensors/one-wire by Espressif's component onewire_bus (idf-extra-components, 1.0.3 to 1.1.2 were read), which makes the time slots by RMT.
 *
 * The SDK has a class over the same component (modules/drivers/onewire/esp32). It is not used: its constructor looks for failure in a pointer
 * that was never set, so where no RMT channel is left, or the pin can be no output, the first call jumps into the void; it takes a pin that
 * is in use; and a bus that is stuck low once never works again. What that comes of: a reset on a line that is held low has no edge, the
 * component waits for one for a second, and leaves the receiver waiting, so that it refuses everything after. Here the level is looked at
 * first, and after any error the bus is made anew.
 *
 * The component receives no more at once than the RMT's memory holds, 48 or 64 bits, and not every version cuts a longer read into pieces: it
 * is asked for CHUNK bytes at most. The search is done here, bit by bit, since that of some versions ends at a ROM code with a wrong CRC.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "xsPlatform.h"
#include "xsmc.h"
#include "mc.xs.h"			/* for xsID_ values */
#include "builtinCommon.h"

#include "driver/gpio.h"
#include "onewire_bus.h"

#define CHUNK (4)
#define LOOKS (1000)		/* a tenth of a millisecond */
#define ROM_LENGTH (8)
#define ROM_BITS (64)
#define SEARCH_ROM (0xF0)

typedef struct {
	xsSlot obj;
	uint32_t pin;
	onewire_bus_handle_t bus;	/* NULL behind an error */
} OneWireRecord, *OneWire;

void xs_fieldfeed_onewire_constructor(xsMachine *the);
void xs_fieldfeed_onewire_destructor(void *data);
void xs_fieldfeed_onewire_close(xsMachine *the);
void xs_fieldfeed_onewire_reset(xsMachine *the);
void xs_fieldfeed_onewire_write(xsMachine *the);
void xs_fieldfeed_onewire_read(xsMachine *the);
void xs_fieldfeed_onewire_search(xsMachine *the);

static const xsHostHooks oneWireHooks = {
	xs_fieldfeed_onewire_destructor,
	NULL,
	NULL
};

static bool busMake(OneWire wire)
{
	onewire_bus_config_t config = { .bus_gpio_num = (int)wire->pin };
	onewire_bus_rmt_config_t rmt = { .max_rx_bytes = CHUNK };

	if (!wire->bus && (ESP_OK != onewire_new_bus_rmt(&config, &rmt, &wire->bus)))
		wire->bus = NULL;
	return NULL != wire->bus;
}

/* What `result` says; behind an error the bus is given up, to be made anew. */
static bool busDone(OneWire wire, esp_err_t result)
{
	if (ESP_OK == result)
		return true;
	if (wire->bus)
		(void)onewire_bus_del(wire->bus);
	wire->bus = NULL;
	return false;
}

/* A line that was just released takes some microseconds to rise. */
static bool busReset(OneWire wire)
{
	esp_err_t result;

	if (!busMake(wire))
		return false;
	for (int looks = 0; !gpio_get_level((gpio_num_t)wire->pin); looks++)
		if (LOOKS == looks)
			return false;
	result = onewire_bus_reset(wire->bus);
	return (ESP_ERR_NOT_FOUND != result) && busDone(wire, result);
}

void xs_fieldfeed_onewire_constructor(xsMachine *the)
{
	OneWire wire;
	uint32_t pin;
	xsSlot slot;

	if (!xsmcHas(xsArg(0), xsID_pin))
		xsRangeError("pin required");
	xsmcGet(slot, xsArg(0), xsID_pin);
	pin = builtinGetPin(the, &slot);
	if (!builtinIsPinFree(pin))
		xsRangeError("pin in use");
	if (!GPIO_IS_VALID_OUTPUT_GPIO(pin))
		xsRangeError("pin is no output");
	wire = calloc(1, sizeof(OneWireRecord));
	if (!wire)
		xsUnknownError("no memory");
	wire->pin = pin;
	if (!busMake(wire)) {
		free(wire);
		xsUnknownError("no RMT channel");
	}
	wire->obj = xsThis;
	builtinUsePin(pin);
	xsmcSetHostData(xsThis, wire);
	xsSetHostHooks(xsThis, (xsHostHooks *)&oneWireHooks);
	xsRemember(wire->obj);
}

void xs_fieldfeed_onewire_destructor(void *data)
{
	OneWire wire = data;

	if (!wire)
		return;
	if (wire->bus)
		(void)onewire_bus_del(wire->bus);
	builtinFreePin(wire->pin);
	free(wire);
}

void xs_fieldfeed_onewire_close(xsMachine *the)
{
	OneWire wire = xsmcGetHostData(xsThis);

	if (wire && xsmcGetHostDataValidate(xsThis, (void *)&oneWireHooks)) {
		xsForget(wire->obj);
		xs_fieldfeed_onewire_destructor(wire);
		xsmcSetHostData(xsThis, NULL);
		xsmcSetHostDestructor(xsThis, NULL);
	}
}

void xs_fieldfeed_onewire_reset(xsMachine *the)
{
	OneWire wire = xsmcGetHostDataValidate(xsThis, (void *)&oneWireHooks);

	xsmcSetBoolean(xsResult, busReset(wire));
}

void xs_fieldfeed_onewire_write(xsMachine *the)
{
	OneWire wire = xsmcGetHostDataValidate(xsThis, (void *)&oneWireHooks);
	void *data;
	const uint8_t *bytes;
	xsUnsignedValue length;

	xsmcGetBufferReadable(xsArg(0), &data, &length);
	bytes = data;
	for (; length && wire->bus; bytes++, length--)
		(void)busDone(wire, onewire_bus_write_bytes(wire->bus, bytes, 1));
}

/* What cannot be read is ones, as where nobody is. */
void xs_fieldfeed_onewire_read(xsMachine *the)
{
	OneWire wire = xsmcGetHostDataValidate(xsThis, (void *)&oneWireHooks);
	void *data;
	uint8_t *bytes;
	xsUnsignedValue length, at;

	xsmcGetBufferWritable(xsArg(0), &data, &length);
	bytes = data;
	for (at = 0; (at < length) && wire->bus; at += CHUNK) {
		xsUnsignedValue count = (length - at < CHUNK) ? length - at : CHUNK;
		if (!busDone(wire, onewire_bus_read_bytes(wire->bus, bytes + at, count)))
			break;
	}
	if (at < length)
		memset(bytes + at, 0xFF, length - at);
}

/*
 * One walk of "1-Wire Search Algorithm" (Maxim Integrated, application note 187): where both a 0 and a 1 are left, it goes as in `rom` before
 * bit `turn`, to the 1 at it, and to the 0 behind it. Returns the last bit at which it went to a 0 and might have gone to a 1, ROM_BITS for
 * none, or -1: nobody answers any more.
 */
static int searchWalk(OneWire wire, uint8_t *rom, int turn)
{
	static const uint8_t search = SEARCH_ROM;
	int last = ROM_BITS;

	if (!busReset(wire) || !busDone(wire, onewire_bus_write_bytes(wire->bus, &search, 1)))
		return -1;
	for (int i = 0; i < ROM_BITS; i++) {
		uint8_t mask = (uint8_t)(1 << (i & 7)), bit = 1, complement = 1, way;

		if (!busDone(wire, onewire_bus_read_bit(wire->bus, &bit)) || !busDone(wire, onewire_bus_read_bit(wire->bus, &complement)))
			return -1;
		if (bit && complement)
			return -1;
		if (bit != complement)
			way = bit;
		else {
			way = (i < turn) ? ((rom[i >> 3] & mask) != 0) : (i == turn);
			if (!way)
				last = i;
		}
		rom[i >> 3] = (uint8_t)(way ? (rom[i >> 3] | mask) : (rom[i >> 3] & ~mask));
		if (!busDone(wire, onewire_bus_write_bit(wire->bus, way)))
			return -1;
	}
	return last;
}

/* Fills the buffer with ROM codes, as many as there are and fit; returns how many. A walk takes some 150 ms. */
void xs_fieldfeed_onewire_search(xsMachine *the)
{
	OneWire wire = xsmcGetHostDataValidate(xsThis, (void *)&oneWireHooks);
	uint8_t rom[ROM_LENGTH] = { 0 };
	int turn = ROM_BITS, count = 0;
	void *data;
	uint8_t *found;
	xsUnsignedValue length;

	xsmcGetBufferWritable(xsArg(0), &data, &length);
	found = data;
	while ((xsUnsignedValue)(count + 1) * ROM_LENGTH <= length) {
		turn = searchWalk(wire, rom, turn);
		if (turn < 0)
			break;
		memcpy(found + count * ROM_LENGTH, rom, ROM_LENGTH);
		count++;
		if (ROM_BITS == turn)
			break;
	}
	xsmcSetInteger(xsResult, count);
}
