import EbXML
import Foundation

/// HITS 1172 5.9: what the address register and the agreement say.
extension ProfileVector {
    private static let time = "2026-11-21T09:30:00Z</eb:Timestamp></eb:MessageData>"

    /// Everything known, under an agreement of the register.
    private static func agreed(_ change: @escaping @Sendable (ProfileMessage) -> ProfileMessage)
        -> @Sendable (ProfileMessage) -> ProfileMessage
    {
        { _ in change(ProfileMessage.known(.business).writing("8090001_8090002", ProfileMessage.agreementID)) }
    }

    static let register: [ProfileVector] = [
        .breaks("29", "not in the register") { $0.knowing { $0.sender = .notThere } },
        .breaks("54", "not in the register", in: .acknowledgment) { $0.knowing { $0.receiver = .notThere } },
        .departs("30", .organisationAsParty, "an organisation itself") { message in
            message.knowing {
                $0.sender = .found(
                    ProfileMessage.party(
                        "edi@hospital.example", ProfileMessage.parties.hospital.certificate, isOrganisation: true))
            }
        },
        .departs("54b", .organisationAsParty, "an organisation itself") { message in
            message.knowing {
                $0.receiver = .found(ProfileMessage.party("edi@north.example", nil, isOrganisation: true))
            }
        },
        .departs("110", .unknownAgreement, "no such agreement", agreed { $0.knowing { $0.agreement = .notThere } }),
        .keeps("110", "the agreement is there", agreed { $0 }),
        .breaks("111", "another sender", agreed { $0.writing(">8090001<", ">8090007<") }),
        .breaks("112", "another receiver", agreed { $0.writing(">8090002<", ">8090007<") }),
        .breaks(
            "113", "before it begins",
            agreed { $0.writing(time, time.replacingOccurrences(of: "2026-11-21", with: "2015-11-21")) }),
        .breaks(
            "114", "after it has ended",
            agreed { $0.writing(time, time.replacingOccurrences(of: "2026-11-21", with: "2028-11-21")) }),
        .breaks("261", "another mailbox") { message in
            message.knowing { $0.sender = .found(ProfileMessage.party("other@hospital.example", nil)) }
        },
        .keeps("261", "another way to write it") { message in
            message.sending("From: edi@hospital.example", "From: Sykehuset <EDI@Hospital.example>")
                .knowing { $0.sender = .found(ProfileMessage.party("mailto:edi@hospital.example", nil)) }
        },
        .breaks("262", "another mailbox") { message in
            message.knowing { $0.receiver = .found(ProfileMessage.party("other@north.example", nil)) }
        },
        .breaks("79", "registered without certificate") { message in
            message.knowing { $0.sender = .found(ProfileMessage.party("edi@hospital.example", nil)) }
        },
        .breaks("44", "another's certificate is registered") { message in
            message.knowing {
                $0.sender = .found(
                    ProfileMessage.party("edi@hospital.example", ProfileMessage.parties.stranger.certificate))
            }
        },
        .departs("44", .embeddedCertificate, "another certificate of the same key") { message in
            message.knowing {
                $0.sender = .found(ProfileMessage.party("edi@hospital.example", ProfileMessage.olderCertificate))
            }
        },
    ]
}
