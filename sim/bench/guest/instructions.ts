import { ChannelFeed, FIELDS } from "feed/payload";
import { publisherOf, updateOf } from "./client";
import { payloadOf, sdkClient, TOPIC } from "./sdk-client";

/** Whose client publishes, and how often: said by whoever runs the script (sim/bench/sdk.ts). */
declare const BENCH: { readonly client: "ours" | "sdk"; readonly rounds: number };

/** Publishes 8 fields from numbers, so often. What it costs is counted from outside. */
const publish = BENCH.client === "ours" ? publisherOf(new ChannelFeed(updateOf(FIELDS))) : sdkPublisher();
for (let round = 0; round < BENCH.rounds; round++) publish();

function sdkPublisher(): () => number {
	const client = sdkClient();
	return () => client.write(payloadOf(FIELDS), { topic: TOPIC });
}
