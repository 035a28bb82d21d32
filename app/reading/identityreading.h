#pragma once

#include "reading/identitywalk.h"

#include <memory>

namespace ic {

/// What came of an IdentityReading.
struct ReadIdentities
{
    QList<Identity> identities = {}; ///< in the order of the request, each once
    qint64 expected = -1; ///< see WalkResult
    QList<IdentityId> missing = {}; ///< of a selection: the tenant no longer knows them
    int unsettled = 0; ///< places where identities that stayed may be missing, see PageChain

    /// Without those who have none.
    QList<IdentityId> ids() const;
    /// Somebody has no id, and may be anybody: who is missing may be here all the same.
    bool holdsNobody() const;
};

/// Reads identities into memory, in the bulk lane and without losing anybody while the list
/// changes. The list is frozen by it: who comes to match later is not in it.
class IdentityReading final : public QObject
{
    Q_OBJECT

public:
    /// How much of each is kept.
    enum class Detail {
        Id,
        Name, ///< and the id
        Person, ///< what names it and decides what can be done: about 1 KB
        Everything,
    };

    IdentityReading(ApiClient& client, Detail detail, QObject* parent = nullptr);
    ~IdentityReading() override;

    /// What is being read is given up. Nothing is emitted from inside it.
    void read(const ReadRequest& request);
    /// Nothing comes any more.
    void cancel();
    bool isReading() const { return m_walk != nullptr; }

signals:
    /// `outOf` is -1 where it is not known.
    void progressed(qint64 read, qint64 outOf);
    /// One of these, once for each read() that is not given up.
    void finished(const ic::ReadIdentities& read);
    void failed(const ic::ApiError& error);

private:
    ApiClient& m_client;
    const Detail m_detail;
    std::unique_ptr<IdentityWalk> m_walk;
    ReadIdentities m_read;
};

/// The people of one answer as Detail::Person.
Expected<QList<Identity>> readPeople(const ApiResponse& answer);

} // namespace ic
