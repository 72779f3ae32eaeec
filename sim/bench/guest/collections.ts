import "./sdk/realm";
import { ChannelFeed, FIELDS } from "feed/payload";
import { publisherOf, updateOf } from "./client";
import { tell } from "./probe";
import { payloadOf, sdkClient, TOPIC } from "./sdk-client";

/** Whose client publishes, in the room that a board has behind its code: said by whoever runs the script (sim/bench/sdk.ts). */
declare const BOARD: { readonly what: "ours" | "sdk"; readonly slots: number; readonly chunks: number };

/** Messages before the first that counts: what is made once is there then. */
const FIRST = 20;
const ROUNDS = 1_000;

counts.fill(BOARD.slots, BOARD.chunks);
const run = repeated(BOARD.what === "ours" ? ours() : sdks());
run(FIRST);
const before = counts.collections();
run(FIRST + ROUNDS);
tell(`collections.${BOARD.what}`, counts.collections() - before, "in 1000");

/** What publishes until so many messages have gone. */
function repeated(publish: () => unknown): (rounds: number) => void {
	let done = 0;
	return (rounds) => {
		for (; done < rounds; done++) publish();
	};
}

function ours(): () => unknown {
	return publisherOf(new ChannelFeed(updateOf(FIELDS)));
}

function sdks(): () => unknown {
	const client = sdkClient();
	return () => client.write(payloadOf(FIELDS), { topic: TOPIC });
}
