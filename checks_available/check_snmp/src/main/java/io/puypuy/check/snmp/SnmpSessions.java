package io.puypuy.check.snmp;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.AbstractTarget;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.Snmp;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Sessions of the library for what the settings say, each with protocols and users of its own. One after the other, for the
 * thread of the run.
 */
final class SnmpSessions {
    private static final int MOST_KEYS = 8;

    private @Nullable DeviceSettings device;
    // Users with the keys that were made of their pass phrases, which takes a hash of a megabyte each (RFC 3414, A.2).
    private List<UsmUserEntry> keys = List.of();

    Snmp open(DeviceSettings device) throws IOException {
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        switch (device.version()) {
            case V1 -> dispatcher.addMessageProcessingModel(new MPv1());
            case V2C -> dispatcher.addMessageProcessingModel(new MPv2c());
            case V3 -> dispatcher.addMessageProcessingModel(new MPv3(usersWithKeys(device)));
        }
        Snmp snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
        try {
            snmp.listen();
            return snmp;
        } catch (IOException e) {
            snmp.close();
            throw e;
        }
    }

    /** Ends a session, and keeps the keys for the next one. */
    void close(Snmp snmp) throws IOException {
        USM users = snmp.getUSM();
        if (users != null) {
            List<UsmUserEntry> made = users.getUserTable().getUserEntries();
            // Each engine that answers has its own.
            keys = made.size() <= MOST_KEYS ? made : List.of();
        }
        snmp.close();
    }

    private USM usersWithKeys(DeviceSettings asked) {
        USM users = users(asked);
        if (asked.equals(device)) {
            keys.forEach(users.getUserTable()::addUser);
        }
        device = asked;
        return users;
    }

    private static USM users(DeviceSettings device) {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
        USM users = new USM(protocols, new OctetString(MPv3.createLocalEngineID(new OctetString("puypuy"))), 0);
        boolean auth = device.level() != DeviceSettings.Level.NOAUTHNOPRIV;
        boolean privacy = device.level() == DeviceSettings.Level.AUTHPRIV;
        OctetString name = new OctetString(device.user());
        users.addUser(
                auth
                        ? new UsmUser(
                                name,
                                authProtocol(device.authProtocol()),
                                new OctetString(device.authPass()),
                                privacy ? privacyProtocol(device.privacyProtocol()) : null,
                                privacy ? new OctetString(device.privacyPass()) : null)
                        : new UsmUser(name, null, null, null, null));
        return users;
    }

    private static OID authProtocol(DeviceSettings.AuthProtocol protocol) {
        return switch (protocol) {
            case MD5 -> AuthMD5.ID;
            case SHA -> AuthSHA.ID;
            case SHA224 -> AuthHMAC128SHA224.ID;
            case SHA256 -> AuthHMAC192SHA256.ID;
            case SHA384 -> AuthHMAC256SHA384.ID;
            case SHA512 -> AuthHMAC384SHA512.ID;
        };
    }

    private static OID privacyProtocol(DeviceSettings.PrivacyProtocol protocol) {
        return switch (protocol) {
            case DES -> PrivDES.ID;
            case TRIPLE_DES -> Priv3DES.ID;
            case AES128 -> PrivAES128.ID;
            case AES192 -> PrivAES192.ID;
            case AES256 -> PrivAES256.ID;
        };
    }

    static AbstractTarget<UdpAddress> target(DeviceSettings device, UdpAddress address) {
        if (device.version() != DeviceSettings.Version.V3) {
            CommunityTarget<UdpAddress> target = new CommunityTarget<>(address, new OctetString(device.community()));
            target.setVersion(
                    device.version() == DeviceSettings.Version.V1 ? SnmpConstants.version1 : SnmpConstants.version2c);
            return target;
        }
        int level =
                switch (device.level()) {
                    case NOAUTHNOPRIV -> SecurityLevel.NOAUTH_NOPRIV;
                    case AUTHNOPRIV -> SecurityLevel.AUTH_NOPRIV;
                    case AUTHPRIV -> SecurityLevel.AUTH_PRIV;
                };
        UserTarget<UdpAddress> target = new UserTarget<>(address, new OctetString(device.user()), new byte[0], level);
        target.setVersion(SnmpConstants.version3);
        return target;
    }
}
