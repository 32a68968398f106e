package io.puypuy.check.prometheus;

import io.puypuy.api.Metric;
import io.puypuy.api.Tags;

/** What is sent under one name with one set of tags. */
record SeriesKey(Metric metric, Tags tags) {}
