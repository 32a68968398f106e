package io.puypuy.pattoo.agent;

import io.puypuy.pattoo.document.DocumentReceiver;

/** Posts one document and judges the answer. Thread-safe, as many post at the same time. */
@FunctionalInterface
interface DocumentPoster {
    /** Only for this document: it is stored, refused, or may succeed later. */
    DocumentReceiver.Answer post(byte[] document) throws InterruptedException;
}
