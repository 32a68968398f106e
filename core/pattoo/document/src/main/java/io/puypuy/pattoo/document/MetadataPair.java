package io.puypuy.pattoo.document;

/** Key and value of one entry of metadata. */
public record MetadataPair(String key, String value) {}
