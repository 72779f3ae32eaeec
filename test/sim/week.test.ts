import { test } from "node:test";
import { TenChannels } from "../fakes/ten";

test("ten channels at once for a virtual week: minimum intervals at arrival, created_at, 8,200 messages a day, none starves another", () => {
	new TenChannels().run(7);
});
