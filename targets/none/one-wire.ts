/** Where the platform has no 1-Wire master. */
const OneWire = undefined;

export default OneWire;
