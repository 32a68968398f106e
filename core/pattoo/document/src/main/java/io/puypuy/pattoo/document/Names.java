package io.puypuy.pattoo.document;

/** Names of what stands in a document. */
final class Names {
    static final String AGENT_TIMESTAMP = "pattoo_agent_timestamp";
    static final String AGENT_ID = "pattoo_agent_id";
    static final String POLLING_INTERVAL = "pattoo_agent_polling_interval";
    static final String DATAPOINTS = "pattoo_datapoints";
    static final String KEY_VALUE_PAIRS = "key_value_pairs";
    static final String DATAPOINT_PAIRS = "datapoint_pairs";

    static final String HOSTNAME = "pattoo_agent_hostname";
    static final String TARGET = "pattoo_agent_polled_target";
    static final String PROGRAM = "pattoo_agent_program";
    static final String KEY = "pattoo_key";
    static final String DATA_TYPE = "pattoo_data_type";
    static final String VALUE = "pattoo_value";
    static final String TIMESTAMP = "pattoo_timestamp";
    static final String CHECKSUM = "pattoo_checksum";

    /** What no key of anybody else may have in it. */
    static final String RESERVED = "pattoo";

    private Names() {}
}
