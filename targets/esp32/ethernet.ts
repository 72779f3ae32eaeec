/** "platform/ethernet" of a build with manifest_ethernet.json. */
export { default } from "embedded:network/interface/ethernet";
