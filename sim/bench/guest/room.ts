import "./sdk/realm";
import main from "main";
import { tell } from "./probe";
import { runTo } from "./rounds";

/** Room behind the code, in which the whole firmware is to connect and publish: said by whoever runs the script (sim/bench/sdk-room.ts). */
declare const ROOM: { readonly slots: number; readonly chunks: number };

const ROUNDS = 1_000;
const event = (run: () => void): void => run();

/** What the heap had to grow by, although garbage is collected whenever there is no more room: 0 and 0 when the room does. */
counts.fill(ROOM.slots, ROOM.chunks);
const slots = counts.slotsMade();
const chunks = counts.chunksMade();
main();
runTo(ROUNDS, event);
const grown = [counts.slotsMade() - slots, counts.chunksMade() - chunks];
tell("room.grown.slots", grown[0], "slots");
tell("room.grown.chunks", grown[1], "bytes");
