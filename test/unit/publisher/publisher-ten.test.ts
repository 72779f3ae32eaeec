import { TenChannels } from "fakes/ten";
import { test } from "harness";

test("publisher: ten channels at once for two hours within every limit, none starves another", () => {
	new TenChannels().run(1 / 12);
});
