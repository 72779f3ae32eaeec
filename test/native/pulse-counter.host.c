/*
 * Runs targets/esp32/pulse-counter.c on the PC and plays edges to it. Prints nothing and returns 0 when all holds; otherwise names the line
 * that did not.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../targets/esp32/pulse-counter.c"

static struct {
	int64_t now;
	uint64_t levels, pinsTaken;
	int value[12];
	uint32_t number;
	void *hostData;
	xsDestructor destructor;
	int remembered, thrown, catching, flags, adding, enabled, reset;
	esp_err_t service, configured;
	gpio_config_t config;
	gpio_isr_t handler;
	void *refcon;
	jmp_buf catcher;
} mock;

static const uint32_t PIN = 27, HIGH_PIN = 34;

int64_t esp_timer_get_time(void) { return mock.now; }
uint32_t stubRegister(uint32_t address) { return (uint32_t)(mock.levels >> ((GPIO_IN1_REG == address) ? 32 : 0)); }
esp_err_t gpio_config(const gpio_config_t *config) { mock.config = *config; return mock.configured; }
esp_err_t gpio_reset_pin(gpio_num_t pin) { mock.reset = pin; return ESP_OK; }
esp_err_t gpio_set_intr_type(gpio_num_t pin, gpio_int_type_t type) { (void)pin; mock.enabled = GPIO_INTR_ANYEDGE == type; return ESP_OK; }
esp_err_t gpio_intr_enable(gpio_num_t pin) { (void)pin; mock.enabled *= 2; return ESP_OK; }
esp_err_t gpio_install_isr_service(int flags) { mock.flags = flags; return mock.service; }
esp_err_t gpio_isr_handler_add(gpio_num_t pin, gpio_isr_t handler, void *refcon)
{
	(void)pin;
	if (mock.adding)
		return -1;
	mock.handler = handler;
	mock.refcon = refcon;
	return ESP_OK;
}
esp_err_t gpio_isr_handler_remove(gpio_num_t pin) { (void)pin; mock.handler = NULL; return ESP_OK; }
void _xsGet(xsMachine *the, xsSlot *slot, xsSlot *self, xsIdentifier id) { (void)the, (void)self; slot->data[0] = &mock.value[id]; }
int _xsTest(xsMachine *the, xsSlot *slot) { (void)the; return 0 != *(int *)slot->data[0]; }
xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot) { (void)the; return *(int *)slot->data[0]; }
uint32_t builtinGetUnsignedInteger(xsMachine *the, xsSlot *slot) { (void)the; return (uint32_t)*(int *)slot->data[0]; }
void fxUnsigned(xsMachine *the, xsSlot *slot, xsUnsignedValue value) { (void)the, (void)slot; mock.number = value; }
static uint64_t bit(uint32_t bank, uint32_t pin) { return (uint64_t)pin << (32 * bank); }
uint8_t builtinArePinsFree(uint32_t bank, uint32_t pin) { return 0 == (mock.pinsTaken & bit(bank, pin)); }
uint8_t builtinUsePins(uint32_t bank, uint32_t pin) { mock.pinsTaken |= bit(bank, pin); return 1; }
void builtinFreePins(uint32_t bank, uint32_t pin) { mock.pinsTaken &= ~bit(bank, pin); }
void *fxGetHostData(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; return mock.hostData; }
void fxSetHostData(xsMachine *the, xsSlot *slot, void *data) { (void)the, (void)slot; mock.hostData = data; }
void *fxGetHostDataValidate(xsMachine *the, xsSlot *slot, void *hooks)
{
	(void)slot, (void)hooks;
	if (!mock.hostData)
		xsUnknownError("closed");
	return mock.hostData;
}
void fxSetHostDestructor(xsMachine *the, xsSlot *slot, xsDestructor destructor) { (void)the, (void)slot; mock.destructor = destructor; }
void fxSetHostHooks(xsMachine *the, xsSlot *slot, const xsHostHooks *hooks) { (void)the, (void)slot; mock.destructor = hooks->destructor; }
void fxRemember(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; mock.remembered++; }
void fxForget(xsMachine *the, xsSlot *slot) { (void)the, (void)slot; mock.remembered--; }
void fxThrowMessage(xsMachine *the, char *path, int line, int error, const char *text, ...)
{
	(void)the, (void)path, (void)line, (void)error;
	if (!mock.catching) {
		printf("threw, and nobody expected it: %s\n", text);
		exit(1);
	}
	mock.thrown++;
	longjmp(mock.catcher, 1);
}

static int failed;
#define HOLDS(what) do { if (!(what)) { failed = 1; printf("%s, line %d: %s\n", __FILE__, __LINE__, #what); } } while (0)
#define THROWS(call) do { int before = mock.thrown; mock.catching = 1; if (0 == setjmp(mock.catcher)) { call; } \
	mock.catching = 0; HOLDS(before + 1 == mock.thrown); } while (0)

static uint32_t counted(xsMachine *the) { xs_fieldfeed_pulse_count(the); return mock.number; }
static uint32_t width(xsMachine *the) { xs_fieldfeed_pulse_width(the); return mock.number; }

/* The pin changes without the interrupt. */
static void unseen(int level)
{
	if (level)
		mock.levels |= 1ULL << ((PulseRecord *)mock.refcon)->pin;
	else
		mock.levels &= ~(1ULL << ((PulseRecord *)mock.refcon)->pin);
}

static void edge(int64_t us, int level)
{
	mock.now += us;
	unseen(level);
	mock.handler(mock.refcon);
}

static void open(xsMachine *the, uint32_t pin, int active, int debounce, int pullUp)
{
	mock.value[xsID_pin] = (int)pin;
	mock.value[xsID_active] = active;
	mock.value[xsID_debounceUs] = debounce;
	mock.value[xsID_pullUp] = pullUp;
	xs_fieldfeed_pulse_constructor(the);
}

static void testRefused(xsMachine *the)
{
	THROWS(open(the, 20, 0, 0, 0));				/* there is no such pin */
	THROWS(open(the, 40, 0, 0, 0));
	THROWS(open(the, 0xFFFFFFFF, 0, 0, 0));
	THROWS(open(the, PIN, 2, 0, 0));
	THROWS(open(the, PIN, 0, -1, 0));
	THROWS(open(the, PIN, 0, 60000001, 0));
	mock.pinsTaken = 1ULL << PIN;
	THROWS(open(the, PIN, 0, 0, 0));
	mock.pinsTaken = 0;
	mock.service = -1;
	THROWS(open(the, PIN, 0, 0, 0));
	mock.service = ESP_OK;
	mock.configured = -1;
	THROWS(open(the, PIN, 0, 0, 0));
	mock.configured = ESP_OK;
	mock.adding = 1;
	THROWS(open(the, PIN, 0, 0, 0));
	mock.adding = 0;
	HOLDS(0 == mock.pinsTaken && 0 == mock.remembered && !mock.hostData && !pulses[0].open);
}

static void testOpen(xsMachine *the)
{
	mock.service = ESP_ERR_INVALID_STATE;			/* somebody has installed it before */
	mock.levels = 1ULL << PIN;
	open(the, PIN, 0, 2000, 1);
	HOLDS(ESP_INTR_FLAG_IRAM == mock.flags && 2 == mock.enabled && 1 == mock.remembered && (1ULL << PIN) == mock.pinsTaken);
	HOLDS((1ULL << PIN) == mock.config.pin_bit_mask && GPIO_MODE_INPUT == mock.config.mode && GPIO_PULLUP_ENABLE == mock.config.pull_up_en);
	HOLDS(0 == counted(the) && 0 == width(the));
}

/* Open contact high, 2 ms of rest wanted before a pulse. */
static void testPulses(xsMachine *the)
{
	edge(1, 0);									/* right behind the opening: the rest before counts */
	HOLDS(1 == counted(the) && 0 == width(the));	/* it has not ended */
	edge(5000, 1);
	HOLDS(1 == counted(the) && 5000 == width(the) && 0 == width(the));
	edge(2000, 0);
	edge(300, 1);
	HOLDS(2 == counted(the) && 300 == width(the));
	edge(1999, 0);								/* bounces, of which each begins its own rest */
	edge(100, 1);
	edge(1999, 0);
	edge(100, 1);
	HOLDS(2 == counted(the));
	edge(2000, 0);
	edge(200, 1);								/* it bounces as it closes: one pulse, and its width is the whole of it */
	edge(100, 0);
	edge(50, 1);
	edge(50, 0);
	edge(100000, 1);
	HOLDS(3 == counted(the) && 100400 == width(the));
	edge(500, 0);								/* and as it opens, long behind its begin */
	edge(20, 1);
	HOLDS(3 == counted(the));
}

/* What comes one interrupt late, as behind a write to the flash. */
static void testMerged(xsMachine *the)
{
	(void)width(the);
	edge(90000, 1);								/* it has closed and opened meanwhile */
	HOLDS(4 == counted(the) && 0 == width(the));
	edge(1000, 1);								/* a bounce of that */
	HOLDS(4 == counted(the));
	edge(90000, 0);
	edge(50000, 0);								/* it has opened and closed meanwhile: a bounce as likely as a pulse */
	HOLDS(5 == counted(the));
	edge(10, 1);
	HOLDS(50010 == width(the));
}

/* The counter is read as of 32 bits, a width as the longest it can be. */
static void testLong(xsMachine *the)
{
	pulses[0].count = 0xFFFFFFFF;
	edge(3000, 0);
	HOLDS(0 == counted(the));
	edge(5000000000LL, 1);
	HOLDS(0xFFFFFFFF == width(the));
}

static void testClose(xsMachine *the)
{
	PulseRecord *late = mock.refcon;

	xs_fieldfeed_pulse_close(the);
	xs_fieldfeed_pulse_close(the);
	HOLDS(!mock.handler && (int)PIN == mock.reset && 0 == mock.pinsTaken && 0 == mock.remembered && !mock.destructor);
	THROWS(counted(the));
	THROWS(width(the));
	pulseEdge(late);							/* the other core was late */
}

/* An echo: high, each pulse counts, on a pin above 31; one is under way as it is opened. */
static void testEcho(xsMachine *the)
{
	mock.levels = 1ULL << HIGH_PIN;
	open(the, HIGH_PIN, 1, 0, 0);
	HOLDS(GPIO_PULLUP_DISABLE == mock.config.pull_up_en && 0 == counted(the));
	edge(700, 0);
	HOLDS(0 == counted(the) && 0 == width(the));	/* when it began nobody knows */
	edge(450, 1);
	edge(5828, 0);
	HOLDS(1 == counted(the) && 5828 == width(the));
	edge(1, 1);
	edge(0, 0);
	HOLDS(2 == counted(the) && 1 == width(the));	/* 0 is for none */
	edge(10, 1);
	edge(10, 1);									/* without a debounce it has begun anew */
	HOLDS(4 == counted(the));
	edge(10, 0);
	HOLDS(0 == width(the));
	mock.destructor(mock.hostData);				/* as the garbage collector does */
	HOLDS(!mock.handler && 0 == mock.pinsTaken);
	mock.hostData = NULL;
	xs_fieldfeed_pulse_destructor(NULL);
}

static void testMany(xsMachine *the)
{
	for (uint32_t pin = 0; pin < COUNTERS; pin++)
		open(the, pin, 0, 0, 0);
	THROWS(open(the, COUNTERS, 0, 0, 0));
	xs_fieldfeed_pulse_close(the);
	open(the, COUNTERS, 0, 0, 0);
	HOLDS(pulses[COUNTERS - 1].open && COUNTERS == pulses[COUNTERS - 1].pin);
}

int main(void)
{
	static xsMachine machine;

	mock.now = 1;
	testRefused(&machine);
	testOpen(&machine);
	testPulses(&machine);
	testMerged(&machine);
	testLong(&machine);
	testClose(&machine);
	testEcho(&machine);
	testMany(&machine);
	return failed;
}
