import { SubscribeResult } from "mqtt/options";

/** What became of a SUBSCRIBE, in words, and what to do. */
export function subscribeWords(result: SubscribeResult): string {
	switch (result) {
		case SubscribeResult.Granted:
		case SubscribeResult.Granted1:
		case SubscribeResult.Granted2:
			return "granted";
		case SubscribeResult.Refused:
			return "the broker refused the subscription: may this device subscribe to it?";
		case SubscribeResult.Closed:
			return "the broker closed right behind SUBSCRIBE: may this device subscribe to it?";
		case SubscribeResult.LeftOut:
			return "the broker closed right behind SUBSCRIBE again: it is left out for an hour, so that publishing goes on";
		default:
			result satisfies never;
			return "unknown";
	}
}
