import { LinkFailure } from "core/network";
import { equal, test } from "harness";
import { failureOfReason } from "net/wifi-reason";

test("wifi: a wrong password, no such network and a refusal are told apart by the reason", () => {
	for (const reason of [15, 202, 204]) equal(failureOfReason(reason), LinkFailure.WrongPassword, `${reason}`);
	equal(failureOfReason(201), LinkFailure.NoNetwork);
	for (const reason of [5, 203, 210, 211, 999]) equal(failureOfReason(reason), LinkFailure.Refused, `${reason}`);
	for (const reason of [0, 8, 200]) equal(failureOfReason(reason), LinkFailure.Lost, `${reason}`);
	equal(failureOfReason(39), LinkFailure.JoinTimeout);
});
