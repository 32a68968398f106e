package io.puypuy.server.pattoo;

import io.puypuy.server.inventory.DatapointRow;

/** That a pair belongs to a datapoint. */
record Glue(int pair, DatapointRow datapoint) {
    String key() {
        return "(" + pair + ", " + datapoint.idx() + ")";
    }
}
