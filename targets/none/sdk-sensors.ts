/** "platform/sdk-sensors" of a build that asks for no driver of the SDK (tools/build.mjs --sdk-sensor): classes by the SDK's folder. */
const drivers = Object.freeze({});

export default drivers;
