/** Where there is no ESP32: the platform's own Serial is there, or none. */
const UartSerial = undefined;

export default UartSerial;
