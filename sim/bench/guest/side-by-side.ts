import { FIELDS } from "feed/payload";
import { measureClient } from "./client";
import { costOf, tell, tellMost } from "./probe";
import { CountingSink, payloadOf, sdkClient, TOPIC } from "./sdk-client";

/** The SDK's client beside ours: the same feed, from numbers, and with the payload ready. */
function measureSdkClient(): void {
	const client = sdkClient();
	const counted = sdkClient(CountingSink);
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
		CountingSink.writes = CountingSink.bytes = 0;
		counted.write(ready, options);
		tell(`sdk.publish.${fields}.writes`, CountingSink.writes, "writes");
		tell(`sdk.publish.${fields}.bytes`, CountingSink.bytes, "bytes");
	}
}

measureClient();
measureSdkClient();
