import I2C from "./i2c";
import Serial from "./serial";
import TCP from "./tcp";

/** The bench's board, in the shape of the SDK's `device`. */
const device = Object.freeze({
	I2C: Object.freeze({ default: Object.freeze({ io: I2C, data: 21, clock: 22 }) }),
	Serial: Object.freeze({ default: Object.freeze({ io: Serial, port: 0, receive: 3, transmit: 1 }) }),
	io: Object.freeze({ I2C, Serial, TCP }),
});

export default device;
