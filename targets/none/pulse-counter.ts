/** Where there are no pins. */
const PulseCounter = undefined;

export default PulseCounter;
