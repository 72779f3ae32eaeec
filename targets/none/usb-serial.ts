/** Where the chip has no USB-Serial-JTAG, or there is no chip. */
const UsbSerial = undefined;

export default UsbSerial;
