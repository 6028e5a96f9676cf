/// Writes a person's services: TJENESTE, one row for each decision.
struct ServiceWriting {
    let person: InventedPerson
    let season: GeneratedSeason
    var random: SeededGenerator
    private var row = 0
    private var decision = 0
    var hasPlanted = false

    init(person: InventedPerson, season: GeneratedSeason, random: SeededGenerator) {
        self.person = person
        self.season = season
        self.random = random
    }

    mutating func write(to out: inout ExtractBytes) {
        switch person.group {
        case .practical: writeHome(1, hours: person.weeklyHours, to: &out)
        case .nursing: writeHome(15, hours: person.weeklyHours, to: &out)
        case .both:
            writeHome(1, hours: person.weeklyHours / 4 + 1, to: &out)
            writeHome(15, hours: person.weeklyHours * 3 / 4 + 1, to: &out)
        case .otherAtHome: writeOther(to: &out)
        case .timeLimitedStay: writeTimeLimitedStay(to: &out)
        case .longTermStay: writeLongTermStay(to: &out)
        }
        if person.group.isAtHome { writeExtras(to: &out) }
        if random.chance(perThousand: 30) { writeRefusal(to: &out) }
        writeFaults(to: &out)
    }

    /// A home service; a third of them have been renewed once, under the same decision with the next number.
    private mutating func writeHome(_ type: Int, hours: Int?, to out: inout ExtractBytes) {
        var service = newService(type, from: person.since, to: person.until, hours: hours)
        if let turn = person.turn(in: season, perThousand: 330, &random) {
            service.to = turn - 1
            write(service, to: &out)
            service = renewed(service, from: turn, to: person.until)
        }
        plantFault(in: &service)
        write(service, to: &out)
    }

    /// What those have who have neither practical assistance nor nursing.
    private mutating func writeOther(to out: inout ExtractBytes) {
        if person.age < 67 {
            let types = [9, 7, 11, 6, 4]
            let type = types[random.place(among: [500, 150, 150, 150, 50])]
            writeHome(type, hours: type == 6 ? nil : person.weeklyHours, to: &out)
        } else {
            let types = [6, 4, 5]
            let type = types[random.place(among: [650, 200, 150])]
            writeHome(type, hours: type == 4 ? person.weeklyHours : nil, to: &out)
        }
    }

    private mutating func writeTimeLimitedStay(to out: inout ExtractBytes) {
        let from = max(person.since, person.lastDay(in: season) - 5 - random.below(60))
        if from > person.since + 10, from > season.newYear, random.chance(perThousand: 500) {
            write(newService(15, from: person.since, to: from - 1, hours: person.weeklyHours), to: &out)
        }
        let types = [18, 19, 20]
        let type = types[random.place(among: [250, 350, 400])]
        write(newService(type, from: from, to: person.until, hours: nil), to: &out)
    }

    /// A quarter had nursing at home until they moved in.
    private mutating func writeLongTermStay(to out: inout ExtractBytes) {
        let turn = person.turn(in: season, perThousand: person.fault == nil ? 250 : 0, &random)
        if let turn { write(newService(15, from: person.since, to: turn - 1, hours: person.weeklyHours), to: &out) }
        var stay = newService(21, from: turn ?? person.since, to: person.until, hours: nil)
        plantFault(in: &stay)
        write(stay, to: &out)
    }

    private mutating func writeExtras(to out: inout ExtractBytes) {
        if person.age >= 67, person.group != .otherAtHome {
            if random.chance(perThousand: 400) { writeHome(6, hours: nil, to: &out) }
            if random.chance(perThousand: 120) { writeHome(5, hours: nil, to: &out) }
            if random.chance(perThousand: 80) { writeHome(4, hours: 1_200, to: &out) }
        }
        if person.group != .otherAtHome, (18..<67).contains(person.age), random.chance(perThousand: 130) {
            writeHome(9, hours: 300, to: &out)
        }
        guard person.need == .extensive else { return }
        if (18..<67).contains(person.age), random.chance(perThousand: 120) {
            writeHome(3, hours: person.weeklyHours / 2 + 1, to: &out)
        }
        // Staffed housing; the two older kinds became one in 2019.
        if random.chance(perThousand: 250) { writeHome(season.revision == .r37 ? 29 : 13, hours: nil, to: &out) }
    }

    /// An application that was refused, and so never began.
    private mutating func writeRefusal(to out: inout ExtractBytes) {
        var service = newService(9, from: person.since, to: nil, hours: 200)
        service.isRefused = true
        write(service, to: &out)
    }

    mutating func newService(_ type: Int, from: Int, to: Int?, hours: Int?) -> GeneratedService {
        decision += 1
        row += 1
        let decided = from - 1 - random.below(7)
        return GeneratedService(
            row: row, decision: decision, number: 1, type: type, applied: decided - random.below(30), decided: decided,
            hours: hours, provider: season.providers[(person.localNumber + type) % season.providers.count], from: from,
            to: to)
    }

    private mutating func renewed(_ service: GeneratedService, from: Int, to: Int?) -> GeneratedService {
        row += 1
        var renewed = service
        renewed.row = row
        renewed.number += 1
        renewed.decided = from - 1
        renewed.applied = from - 1 - random.below(20)
        renewed.from = from
        renewed.to = to
        return renewed
    }
}
