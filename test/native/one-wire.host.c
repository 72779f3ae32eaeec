/*
 * Runs targets/esp32/one-wire.c on the PC, on a line with the devices below. Prints nothing and returns 0 when all holds; otherwise it
 * names the line that did not.
 */
#include "plain-host.h"

#include "../../targets/esp32/one-wire.c"

#define DEVICES (20)

/* The line, bit by bit: devices that take part in a search, or send 0, 1, 2 ... */
static struct {
	int made, make, low, fail, devices, left[DEVICES], searching, bit, phase, next;
	uint8_t rom[DEVICES][ROM_LENGTH];
	uint8_t written[16];
	int count;
	size_t longest;
} line;

bool stubIsOutput(gpio_num_t pin) { return pin < 34; }
int gpio_get_level(gpio_num_t pin) { HOLDS(4 == pin); return !line.low; }

esp_err_t onewire_new_bus_rmt(const onewire_bus_config_t *bus, const onewire_bus_rmt_config_t *rmt, onewire_bus_handle_t *handle)
{
	HOLDS(4 == bus->bus_gpio_num && 4 == rmt->max_rx_bytes);
	if (line.make)
		return line.make;
	line.made++;
	*handle = (onewire_bus_handle_t)&line;
	return ESP_OK;
}
esp_err_t onewire_bus_del(onewire_bus_handle_t bus) { HOLDS((void *)bus == &line); line.made--; return ESP_OK; }
esp_err_t onewire_bus_reset(onewire_bus_handle_t bus)
{
	(void)bus;
	if (line.fail)
		return line.fail;
	line.searching = 0;
	line.count = 0;
	for (int i = 0; i < line.devices; i++)
		line.left[i] = 1;
	return line.devices ? ESP_OK : ESP_ERR_NOT_FOUND;
}
esp_err_t onewire_bus_write_bytes(onewire_bus_handle_t bus, const uint8_t *data, uint8_t count)
{
	(void)bus;
	HOLDS(1 == count);
	if (line.fail)
		return line.fail;
	line.written[line.count++ & 15] = *data;
	line.searching = (SEARCH_ROM == *data);
	line.bit = line.phase = 0;
	return ESP_OK;
}
esp_err_t onewire_bus_read_bytes(onewire_bus_handle_t bus, uint8_t *buffer, size_t count)
{
	(void)bus;
	if (count > line.longest)
		line.longest = count;
	if (line.fail)
		return line.fail;
	for (size_t i = 0; i < count; i++)
		buffer[i] = (uint8_t)line.next++;
	return ESP_OK;
}
static int romBit(int device) { return (line.rom[device][line.bit >> 3] >> (line.bit & 7)) & 1; }
esp_err_t onewire_bus_read_bit(onewire_bus_handle_t bus, uint8_t *bit)
{
	(void)bus;
	HOLDS(line.searching && line.phase < 2);
	*bit = 1;
	for (int i = 0; i < line.devices; i++)
		if (line.left[i])
			*bit &= (uint8_t)(line.phase ? !romBit(i) : romBit(i));
	line.phase++;
	return ESP_OK;
}
esp_err_t onewire_bus_write_bit(onewire_bus_handle_t bus, uint8_t bit)
{
	(void)bus;
	HOLDS(2 == line.phase);
	for (int i = 0; i < line.devices; i++)
		line.left[i] = line.left[i] && (romBit(i) == bit);
	line.bit++;
	line.phase = 0;
	return ESP_OK;
}

static void testRefused(xsMachine *the)
{
	THROWS(xs_fieldfeed_onewire_constructor(the));
	give(xsID_pin, 34);
	THROWS(xs_fieldfeed_onewire_constructor(the));	/* an input alone */
	give(xsID_pin, 4);
	mock.pinsTaken = 1 << 4;
	THROWS(xs_fieldfeed_onewire_constructor(the));	/* in use */
	mock.pinsTaken = 0;
	line.make = ESP_ERR_NOT_FOUND;
	THROWS(xs_fieldfeed_onewire_constructor(the));	/* no RMT channel is left */
	line.make = ESP_OK;
	HOLDS(!mock.hostData && 0 == mock.remembered && 0 == mock.pinsTaken && 0 == line.made);
}

static void testReset(xsMachine *the)
{
	xs_fieldfeed_onewire_constructor(the);
	HOLDS(1 == line.made && 1 == mock.remembered && (1 << 4) == mock.pinsTaken);
	xs_fieldfeed_onewire_reset(the);
	HOLDS(0 == mock.integer && 1 == line.made);		/* nobody there is no error */
	line.devices = 1;
	xs_fieldfeed_onewire_reset(the);
	HOLDS(1 == mock.integer);
	line.low = 1;
	line.fail = ESP_ERR_TIMEOUT;
	xs_fieldfeed_onewire_reset(the);
	HOLDS(0 == mock.integer && 1 == line.made);		/* held low: the component is not asked */
	line.low = 0;
	xs_fieldfeed_onewire_reset(the);
	HOLDS(0 == mock.integer && 0 == line.made);		/* an error: given up */
	line.fail = ESP_OK;
	xs_fieldfeed_onewire_reset(the);
	HOLDS(1 == mock.integer && 1 == line.made);		/* and made anew */
}

static void testBytes(xsMachine *the)
{
	uint8_t bytes[9] = { 0x55, 1, 2, 3, 4, 5, 6, 7, 0xBE };

	pass(bytes, sizeof(bytes));
	xs_fieldfeed_onewire_write(the);
	HOLDS(9 == line.count && 0 == memcmp(line.written, bytes, 9));
	line.next = 10;
	xs_fieldfeed_onewire_read(the);
	HOLDS(10 == bytes[0] && 18 == bytes[8] && 4 == line.longest);
	line.fail = ESP_ERR_TIMEOUT;
	xs_fieldfeed_onewire_read(the);
	HOLDS(0xFF == bytes[0] && 0xFF == bytes[8] && 0 == line.made);
	xs_fieldfeed_onewire_write(the);				/* no bus: nothing */
	memset(bytes, 0, sizeof(bytes));
	xs_fieldfeed_onewire_read(the);
	HOLDS(0xFF == bytes[0] && 0xFF == bytes[8]);
	line.fail = ESP_OK;
}

static int found(const uint8_t *roms, int count, int device)
{
	int times = 0;

	for (int i = 0; i < count; i++)
		times += (0 == memcmp(roms + i * ROM_LENGTH, line.rom[device], ROM_LENGTH));
	return times;
}

static void testSearch(xsMachine *the)
{
	uint8_t roms[16 * ROM_LENGTH];

	srand(1);
	for (int i = 0; i < DEVICES; i++)
		for (int j = 0; j < ROM_LENGTH; j++)
			line.rom[i][j] = (uint8_t)((j == 0) ? 0x28 : (rand() >> 4));
	line.rom[1][0] = 0x29;							/* they differ in the first bit, and in the last */
	memcpy(line.rom[2], line.rom[0], ROM_LENGTH);
	line.rom[2][7] ^= 0x80;
	for (int devices = 0; devices <= DEVICES; devices++) {
		line.devices = devices;
		pass(roms, sizeof(roms));
		xs_fieldfeed_onewire_search(the);
		HOLDS(mock.integer == (devices < 16 ? devices : 16));
		for (int i = 0; i < devices && devices <= 16; i++)
			HOLDS(1 == found(roms, mock.integer, i));
	}
	line.low = 1;
	xs_fieldfeed_onewire_search(the);
	HOLDS(0 == mock.integer);
	line.low = 0;
}

static void testClose(xsMachine *the)
{
	xs_fieldfeed_onewire_close(the);
	HOLDS(!mock.hostData && 0 == mock.remembered && 0 == mock.pinsTaken && 0 == line.made);
	xs_fieldfeed_onewire_close(the);
	THROWS(xs_fieldfeed_onewire_reset(the));
	xs_fieldfeed_onewire_destructor(NULL);
}

int main(void)
{
	xsMachine machine = { 0 };

	testRefused(&machine);
	testReset(&machine);
	testBytes(&machine);
	testSearch(&machine);
	testClose(&machine);
	return failed;
}
