/** Drivers of the SDK 8.2.3 (modules/drivers/sensors) that are no sensors here, each with the reason. The others are rows of sensors/sdk. */
export const LEFT_OUT = Object.freeze({
	ak8963:
		"magnetometer: nothing that a station publishes; configure() cannot set its 14-bit range (it ORs where it means AND)",
	bmi270:
		"motion; waits without end for its chip in the constructor, where another one answers calls a function that there is not (xsError)",
	capacitiveMoisture:
		"takes every converter for one of 10 bits, where an ESP32's has 12, which makes all of it negative; model `soil`",
	cst328: "touch controller",
	cst816: "touch controller",
	cst816s: "touch controller",
	ft3168: "touch controller",
	ft6206: "touch controller",
	gt911: "touch controller",
	"hc-sr04":
		"wants a PulseWidth class, which device.io of the SDK's ESP32 boards lacks, and pings on a timer of its own; model `hcsr04`",
	hmc5883: "magnetometer; z is put together from the wrong bytes, and without configure() everything is NaN",
	htu21d:
		"each sample throws: it writes into `ret.hygrometer`, which it never makes; `sdk-si7020` sends the same commands and has the same formula",
	l3gd20: "gyroscope: nothing that a station publishes",
	lsm303dlhc: "a README alone: it is a lis3dh and an hmc5883",
	ltr553als:
		"gives the mean of two raw counts as illuminance, no lx; writes to a register whose name there is not; model `veml7700`",
	ntcThermistor:
		"its close() closes nothing (`this.#io.close;`), so that it can be opened once, and it takes the converter's largest reading for the supply, which it is not on an ESP32 (42 °C for 25 °C); model `ntc`",
	paj7620u2: "gestures",
	"pzem-004t":
		"serial, by callback; uses a Timer that it does not import, and puts the words of its 32-bit values together big-endian by halves; model `modbus` reads the meter",
	qmi8658: "scales by 8 g what it has set to another range (CTRL2 = 15 hex), as far as its source says",
	sh200q: "computes its temperature from the gyroscope's bytes: readBuffer gets a length where it wants a buffer",
	si12t: "touch controller",
	ttp223: "touch switch",
	vl6180:
		"waits without end for its chip in each sample: one loose wire would stop the firmware until its watchdog restarts it",
});
