/** Where there is no UART for a sensor. */
const SensorSerial = undefined;

export default SensorSerial;
