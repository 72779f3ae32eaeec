/*
 * Counts and times pulses by an interrupt at each edge of a pin (sensors/pulses), on every ESP32 with ESP-IDF 6.0.
 *
 * Why not what the SDK 8.2.3 has: modules/io/pulsecount/esp32/_pulsecount.c counts quadrature. Its channel A goes down at a rising edge and up
 * at a falling one (line 179) unless the control pin turns that round (lines 180 and 182); with a single signal that comes to 0 at the end of
 * each pulse. It needs PCNT (line 31), and modules/io/pulsewidth/esp32/_pulsewidth.c MCPWM (line 26): an ESP32-C3 has neither.
 *
 * While the flash is written or erased, up to some 100 ms a sector, only interrupts run whose code and data are in RAM. So everything that
 * pulseEdge touches is: itself, its record, esp_timer_get_time (CONFIG_ESP_TIMER_IN_IRAM), and the registers; gpio_get_level is not. The GPIO
 * service is installed for that (ESP_INTR_FLAG_IRAM), and then nothing is lost. The price: every other handler of that service must be in RAM as
 * well. ESP-IDF's one for the W5500 is. That of the SDK's Digital with onReadable is not (it posts a message, digitalbank.c line 378): this
 * firmware must not use it. Where somebody else has installed the service without the flag, or the timer is not in RAM, the interrupt comes
 * when the flash is done, one for however many edges there were: a pulse that began and ended meanwhile still counts, without its width, but two
 * pulses count as one.
 *
 * Records are static: an interrupt on the other core that is late for a counter that was closed finds one that nobody reads.
 */
#include <stdbool.h>
#include <stdint.h>

#include "xsmc.h"
#include "xsHost.h"
#include "mc.xs.h"			/* for xsID_ values */
#include "builtinCommon.h"

#include "driver/gpio.h"
#include "esp_attr.h"
#include "esp_timer.h"
#include "soc/gpio_reg.h"
#include "soc/soc.h"

#define COUNTERS (8)
#define DEBOUNCE_MAX (60000000)

#if CONFIG_ESP_TIMER_IN_IRAM
	#define SERVICE (ESP_INTR_FLAG_IRAM)
#else
	#define SERVICE (0)
#endif

typedef struct {
	bool open;
	uint8_t active;				/* level of the pin during a pulse */
	uint32_t pin;
	int64_t debounce;			/* in µs, as all times here */
	xsSlot obj;
	/* the interrupt's */
	bool inside;				/* the pin was active behind the last edge */
	bool timed;					/* the last pulse's begin is known */
	int64_t begun;				/* the last pulse that counted */
	int64_t ended;				/* the last time that it came to rest */
	volatile uint32_t count;
	volatile uint32_t width;
} PulseRecord;

static PulseRecord pulses[COUNTERS];

void xs_fieldfeed_pulse_constructor(xsMachine *the);
void xs_fieldfeed_pulse_destructor(void *data);
void xs_fieldfeed_pulse_close(xsMachine *the);
void xs_fieldfeed_pulse_count(xsMachine *the);
void xs_fieldfeed_pulse_width(xsMachine *the);

static const xsHostHooks pulseHooks = {
	xs_fieldfeed_pulse_destructor,
	NULL,
	NULL
};

static inline __attribute__((always_inline)) bool isActive(const PulseRecord *pulse)
{
	uint32_t pin = pulse->pin;
#ifdef GPIO_IN1_REG
	uint32_t level = (pin < 32) ? (REG_READ(GPIO_IN_REG) >> pin) : (REG_READ(GPIO_IN1_REG) >> (pin - 32));
#else
	uint32_t level = REG_READ(GPIO_IN_REG) >> pin;
#endif

	return (level & 1) == pulse->active;
}

/* A pulse begins; whether it counts depends on how long the pin was at rest. */
static inline __attribute__((always_inline)) bool begin(PulseRecord *pulse, int64_t now)
{
	if (now - pulse->ended < pulse->debounce)
		return false;
	pulse->count++;
	pulse->begun = now;
	return true;
}

static inline __attribute__((always_inline)) void end(PulseRecord *pulse, int64_t now)
{
	int64_t width = now - pulse->begun;

	pulse->ended = now;
	if (pulse->timed)
		pulse->width = (width > UINT32_MAX) ? UINT32_MAX : (width > 0) ? (uint32_t)width : 1;
}

/* An edge, or several of them that were not seen one by one: then the pin is as it was. */
static void IRAM_ATTR pulseEdge(void *refcon)
{
	PulseRecord *pulse = refcon;
	int64_t now = esp_timer_get_time();
	bool inside = isActive(pulse), was = pulse->inside;

	pulse->inside = inside;
	if (inside && !was) {
		if (begin(pulse, now))
			pulse->timed = true;
	}
	else if (was && !inside)
		end(pulse, now);
	else if (!inside) {
		if (begin(pulse, now))
			pulse->timed = false;
		pulse->ended = now;
	}
	else {
		pulse->ended = now;			/* it was at rest, nobody knows how long */
		if (begin(pulse, now))
			pulse->timed = false;
	}
}

static xsIntegerValue intOption(xsMachine *the, xsIdentifier id, xsIntegerValue most)
{
	xsSlot slot;
	xsIntegerValue value;

	xsmcGet(slot, xsArg(0), id);
	value = xsmcToInteger(slot);
	if ((value < 0) || (value > most))
		xsRangeError("invalid option");
	return value;
}

/* Already installed, by whomever, is fine. */
static bool hasService(void)
{
	esp_err_t err = gpio_install_isr_service(SERVICE);

	return (ESP_OK == err) || (ESP_ERR_INVALID_STATE == err);
}

void xs_fieldfeed_pulse_constructor(xsMachine *the)
{
	gpio_config_t config = { .mode = GPIO_MODE_INPUT, .intr_type = GPIO_INTR_DISABLE };
	PulseRecord *pulse = NULL;
	xsSlot slot;
	uint32_t pin;
	xsIntegerValue active = intOption(the, xsID_active, 1);
	xsIntegerValue debounce = intOption(the, xsID_debounceUs, DEBOUNCE_MAX);

	xsmcGet(slot, xsArg(0), xsID_pullUp);
	config.pull_up_en = xsmcTest(slot) ? GPIO_PULLUP_ENABLE : GPIO_PULLUP_DISABLE;
	xsmcGet(slot, xsArg(0), xsID_pin);
	pin = builtinGetPin(the, &slot);
	if ((pin >= GPIO_NUM_MAX) || !GPIO_IS_VALID_GPIO(pin))
		xsRangeError("invalid pin");
	if (!builtinIsPinFree(pin))
		xsRangeError("pin in use");
	for (int i = 0; (i < COUNTERS) && !pulse; i++)
		if (!pulses[i].open)
			pulse = &pulses[i];
	if (!pulse)
		xsRangeError("no counter left");
	config.pin_bit_mask = 1ULL << pin;
	if (!hasService() || (ESP_OK != gpio_config(&config)))
		xsUnknownError("no interrupt");

	*pulse = (PulseRecord){ .open = true, .active = (uint8_t)active, .pin = pin, .debounce = debounce, .obj = xsThis };
	pulse->inside = isActive(pulse);	/* one that is under way has begun before */
	pulse->ended = esp_timer_get_time() - debounce;
	if (ESP_OK != gpio_isr_handler_add((gpio_num_t)pin, pulseEdge, pulse)) {
		pulse->open = false;
		xsUnknownError("no interrupt");
	}
	builtinUsePin(pin);
	(void)gpio_set_intr_type((gpio_num_t)pin, GPIO_INTR_ANYEDGE);
	(void)gpio_intr_enable((gpio_num_t)pin);
	xsmcSetHostData(xsThis, pulse);
	xsSetHostHooks(xsThis, (xsHostHooks *)&pulseHooks);
	xsRemember(pulse->obj);
}

void xs_fieldfeed_pulse_destructor(void *data)
{
	PulseRecord *pulse = data;

	if (!pulse || !pulse->open)
		return;
	(void)gpio_isr_handler_remove((gpio_num_t)pulse->pin);
	(void)gpio_reset_pin((gpio_num_t)pulse->pin);
	builtinFreePin(pulse->pin);
	pulse->open = false;
}

void xs_fieldfeed_pulse_close(xsMachine *the)
{
	PulseRecord *pulse = xsmcGetHostData(xsThis);

	if (pulse && xsmcGetHostDataValidate(xsThis, (void *)&pulseHooks)) {
		xsForget(pulse->obj);
		xs_fieldfeed_pulse_destructor(pulse);
		xsmcSetHostData(xsThis, NULL);
		xsmcSetHostDestructor(xsThis, NULL);
	}
}

void xs_fieldfeed_pulse_count(xsMachine *the)
{
	PulseRecord *pulse = xsmcGetHostDataValidate(xsThis, (void *)&pulseHooks);

	xsmcSetUnsigned(xsResult, pulse->count);
}

/* Taken in one step: the interrupt may come in between. */
void xs_fieldfeed_pulse_width(xsMachine *the)
{
	PulseRecord *pulse = xsmcGetHostDataValidate(xsThis, (void *)&pulseHooks);

	xsmcSetUnsigned(xsResult, __atomic_exchange_n(&pulse->width, 0, __ATOMIC_RELAXED));
}
