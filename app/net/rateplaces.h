#pragma once

#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace ic {

/// As many words as a tenant allows requests in a window, and one for its wish to wait: in the
/// memory of this program, or in a file that all programs of this user map who speak for one client
/// id. What a word means, RateBucket says. Nobody locks a word: it is changed as a whole or not at
/// all, so that a program may end or stand still at any moment.
///
/// Each user of the file holds a lock of the system on one byte of it, which goes with its program:
/// so nobody counts who is gone.
class RatePlaces
{
public:
    using Word = quint64;

    static constexpr int MostMembers = 127; ///< numbers of members; those above it share this one

    /// `file`: where the words are shared; empty, or where that cannot be: alone. Its folder is
    /// made for the owner only.
    RatePlaces(int count, const QString& file);
    ~RatePlaces();
    Q_DISABLE_COPY_MOVE(RatePlaces)

    /// Where what is sent to a tenant with a client id is counted: one file in `folder` for each
    /// pair, until this computer starts anew. Names neither.
    static QString fileFor(const QString& folder, const QString& host, const QString& clientId);

    Word at(int place) const { return std::atomic_ref(m_words[place]).load(); }
    /// Whether the word was `before` and is `after` now.
    bool change(int place, Word before, Word after);
    /// The word behind the last place.
    int wish() const { return m_count; }

    int member() const { return m_member; }
    /// Whether nobody else has the file open now.
    bool isAlone() const;

private:
    void share(const QString& file);
    bool join(const QString& file);
    qsizetype bytes() const { return (m_count + 1) * qsizetype(sizeof(Word)); }

    const int m_count;
    std::vector<Word> m_own; ///< while they are not shared
    Word* m_words;
    int m_member = MostMembers;
    int m_file = -1; ///< descriptor
};

} // namespace ic
