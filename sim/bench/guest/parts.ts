import { measureClient } from "./client";
import { measureDays } from "./day";
import { measureHeap } from "./heap";
import { measurePublish } from "./publish";
import { measureSamples } from "./sample";

measureClient();
measurePublish(1);
measurePublish(8);
measureSamples();
measureDays();
measureHeap();
