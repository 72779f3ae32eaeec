import { GOOD, planOf } from "fakes/plan-of";
import { equal, test } from "harness";

const works = (json: object): boolean => planOf({ ...GOOD, ...json }).plan.channels.length === 1;

test("plan: the interval of a channel feed is minInterval or more, however many fields it has", () => {
	const fields = { "channel.1.field2": "room.cpuload", "channel.1.field3": "room.cpuload:max" };
	equal(works({ ...fields, "channel.1.interval": 15 }), true);
	equal(works({ ...fields, "channel.1.interval": 14 }), false);
	equal(works({ "channel.1.interval": 1, "channel.1.minInterval": 1 }), true);
	equal(works({ "channel.1.minInterval": 60 }), true);
	equal(works({ "channel.1.minInterval": 61 }), false);
});

test("plan: the interval of field feeds is one minInterval or more for each field, as each is an update", () => {
	const fields = {
		"channel.1.feed": "fields",
		"channel.1.field2": "room.cpuload",
		"channel.1.field3": "room.cpuload:max",
	};
	equal(works({ ...fields, "channel.1.interval": 45 }), true);
	equal(works({ ...fields, "channel.1.interval": 44 }), false);
	equal(works({ ...fields, "channel.1.interval": 3, "channel.1.minInterval": 1 }), true);
	equal(works({ "channel.1.feed": "fields", "channel.1.interval": 15 }), true);
});
