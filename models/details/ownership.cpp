#include "models/details/ownership.h"

#include "base/plaintext.h"
#include "base/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString readable(const QString& word)
{
    QString text = word.toLower().replace(u'_', u' ').simplified();
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// The API's words are English, and so is their plural.
QString plural(const QString& word, int count)
{
    if (count == 1)
        return u"1 "_s + word;
    const QString many = word.endsWith(u'y') ? word.chopped(1) + u"ies"_s : word + u's';
    return u"%1 %2"_s.arg(count).arg(many);
}

ShownRow objectRow(const Reference& object)
{
    return { .cells = { { .text = firstShown({ object.name, u"–"_s }) },
                 { .text = shownLine(objectTypeWords(object.type)), .toolTip = object.type },
                 { .text = shownLine(object.id) } } };
}

std::vector<ShownRow> objectRows(const QList<Reference>& objects)
{
    std::vector<ShownRow> rows;
    for (const Reference& object : objects)
        rows.push_back(objectRow(object));
    return rows;
}

} // namespace

QString associationWords(const QString& associationType)
{
    return associationType.isEmpty() ? OwnershipRows::tr("Owner, in a way ISC did not name")
                                     : readable(associationType);
}

QString objectTypeWords(const QString& type)
{
    if (type == u"CAMPAIGN_CAMPAIGNER")
        return OwnershipRows::tr("Campaign");
    if (type == u"WORKGROUP")
        return OwnershipRows::tr("Governance group");
    return readable(type);
}

std::vector<ShownRow> OwnershipRows::of(const OwnershipDetails& ownership)
{
    std::vector<ShownRow> rows;
    for (const OwnershipAssociation& way : ownership.associations) {
        const QString title = u"%1 (%2)"_s.arg(
            shownLine(associationWords(way.associationType)), QString::number(way.entities.size()));
        rows.push_back({ .cells = { { .text = title, .toolTip = way.associationType } },
            .rows = objectRows(way.entities) });
    }
    return rows;
}

QList<QStringList> OwnershipRows::table(const OwnershipDetails& ownership)
{
    QList<QStringList> rows { { tr("Owned as"), tr("Name"), tr("Type"), tr("Id") } };
    for (const OwnershipAssociation& way : ownership.associations) {
        for (const Reference& object : way.entities)
            rows += { associationWords(way.associationType), object.name, object.type, object.id };
    }
    return rows;
}

std::vector<ShownRow> OwnerRows::of(const QList<Owner>& owners)
{
    std::vector<ShownRow> rows;
    for (const auto& [identity, owned] : owners) {
        QStringList words { firstShown({ identity.name, identity.id.text() }) };
        if (const QString account = shownLine(identity.alias); !account.isEmpty())
            words += account; // two may have one name
        ShownRow person;
        person.cells = { { .text = words.join(u" · "_s) },
            { .text = tr("%Ln objects", "%Ln object", pluralCount(owned.entityCount())) },
            { .text = identity.id.text() } };
        for (const OwnershipAssociation& way : owned.associations) {
            person.rows.push_back({ .cells = { { .text = associationWords(way.associationType) },
                                        { .text = QString::number(way.entities.size()) } },
                .rows = objectRows(way.entities) });
        }
        rows.push_back(std::move(person));
    }
    return rows;
}

QList<QStringList> OwnerRows::checklist(const QList<Owner>& owners)
{
    QList<QStringList> rows { { tr("Owner"), tr("Account name"), tr("Owner id"), tr("Owned as"),
        tr("Object"), tr("Type"), tr("Object id") } };
    for (const auto& [identity, owned] : owners) {
        for (const OwnershipAssociation& way : owned.associations) {
            for (const Reference& object : way.entities) {
                rows += { identity.name, identity.alias, identity.id.text(),
                    associationWords(way.associationType), object.name, object.type, object.id };
            }
        }
    }
    return rows;
}

QString ownedWords(const OwnershipDetails& details)
{
    QList<std::pair<QString, int>> counts;
    for (const OwnershipAssociation& association : details.associations) {
        if (association.entities.isEmpty())
            counts.append({ OwnershipRows::tr("unnamed object"), 1 });
        for (const Reference& entity : association.entities) {
            const QString type = entity.type.isEmpty() ? OwnershipRows::tr("object")
                                                       : objectTypeWords(entity.type).toLower();
            const auto same = std::ranges::find(counts, type, &std::pair<QString, int>::first);
            if (same == counts.end())
                counts.append({ type, 1 });
            else
                ++same->second;
        }
    }
    QStringList words;
    for (const auto& [type, count] : std::as_const(counts))
        words += plural(type, count);
    return words.join(u", "_s);
}

} // namespace ic
