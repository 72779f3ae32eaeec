import { DECIMALS_MAX } from "core/decimal";
import { ok, test } from "harness";
import { MODELS } from "sensors/catalog";

test("digits: no model asks for more decimals than a payload can write", () => {
	for (const { name, model } of MODELS) {
		for (const { name: quantity, digits } of model.quantities)
			ok(Number.isInteger(digits) && digits >= 0 && digits <= DECIMALS_MAX, `${name}.${quantity}`);
	}
});
