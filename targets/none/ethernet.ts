/** "platform/ethernet" of a build without Ethernet: the SDK's class wants pins that such a board does not have. */
const ethernet = undefined;

export default ethernet;
