import Analog from "./analog";
import Digital from "./digital";
import I2C from "./i2c";
import Probe from "./probe";
import Serial from "./serial";
import TCP from "./tcp";

/** The simulated board, in the shape of the SDK's `device`. Pins as on a common ESP32 board. */
const device = Object.freeze({
	I2C: Object.freeze({ default: Object.freeze({ io: I2C, data: 21, clock: 22 }) }),
	Serial: Object.freeze({ default: Object.freeze({ io: Serial, port: 0, receive: 3, transmit: 1 }) }),
	io: Object.freeze({ Analog, Digital, I2C, Serial, TCP, Probe }),
});

export default device;
