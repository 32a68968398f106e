package io.puypuy.server;

import io.puypuy.engine.ServerPart;

/** Makes the daemon's servers; named in {@code META-INF/services}. */
public final class PagesMaker implements ServerPart.Maker {
    @Override
    public ServerPart make(ServerPart.Source source) {
        return new Pages(source);
    }
}
