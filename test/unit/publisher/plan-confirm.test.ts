import { GOOD, planOf } from "fakes/plan-of";
import { equal, test } from "harness";

function echoOf(json: object): boolean | undefined {
	return planOf({ ...GOOD, ...json }).plan.channels[0]?.echo;
}

test("plan: the barrier proves rows unless channel.<n>.confirm asks for the echo", () => {
	equal(echoOf({}), false);
	equal(echoOf({ "channel.1.confirm": "barrier" }), false);
	equal(echoOf({ "channel.1.confirm": "echo" }), true);
});

test("plan: where there is no echo the barrier stays, and the channel publishes", () => {
	equal(echoOf({ "channel.1.confirm": "echo", "channel.1.feed": "fields" }), false);
	equal(echoOf({ "channel.1.confirm": "echo", "mqtt.profile": "generic" }), false);
});
