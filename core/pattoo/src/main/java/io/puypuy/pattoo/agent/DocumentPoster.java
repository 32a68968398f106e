package io.puypuy.pattoo.agent;

import io.puypuy.api.backend.Delivery;

/** Posts one document and judges the answer. Thread-safe, as many post at the same time. */
@FunctionalInterface
interface DocumentPoster {
    /** Only for this document: it is stored, refused, or may succeed later. */
    Delivery post(byte[] document) throws InterruptedException;
}
