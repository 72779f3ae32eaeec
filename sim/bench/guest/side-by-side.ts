import { FIELDS } from "feed/payload";
import { measureClient } from "./client";
import { costOf, tell, tellMost } from "./probe";
import { payloadOf, Sink, sdkClient, TOPIC } from "./sdk-client";

/** The SDK's client beside ours: the same feed, from numbers, and with the payload ready. */
function measureSdkClient(): void {
	const client = sdkClient();
	for (const fields of [1, FIELDS]) {
		const ready = payloadOf(fields);
		const options = { topic: TOPIC };
		tellMost(
			`sdk.client.${fields}`,
			costOf(() => client.write(payloadOf(fields), { topic: TOPIC })),
		);
		tellMost(
			`sdk.clientReady.${fields}`,
			costOf(() => client.write(ready, options)),
		);
		Sink.writes = Sink.bytes = 0;
		client.write(ready, options);
		tell(`sdk.publish.${fields}.writes`, Sink.writes, "writes");
		tell(`sdk.publish.${fields}.bytes`, Sink.bytes, "bytes");
	}
}

measureClient();
measureSdkClient();
