/** The simulator's own: the same on every engine, so that a test that fails once fails always. */
export { seeded } from "../../sim/proxy/random";
