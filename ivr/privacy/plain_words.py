"""Words that callers say around their secrets and that give nothing away, in English.

In alphabetical order. Left out with intent: streets, colours, animals, things to eat, and what else a
recogniser makes of names.
"""

_WORDS = """
a able about abroad absolutely accent accept acceptable accepted access accidentally accordingly account
accountant accounts across activate activated activating activation activities activity actual actually add
added adding additional address addresses advise after afternoon again against age agent ago agreed ahead ain't
alarm alert alerts all allow allowed almost already alright also although always am america american amount an
and another answer answers any anybody anymore anyone anything anywhere apartment app appear appears application
applied apply appointment appreciate approved apps are area aren't around arrange arrive arrived as ask asked
asking asks assist assistance assistant associated at atm atms attempted aunt authorize auto automated automatically
available average aware away back bad bag balance bank be because been before beginning begins behalf behind
being believe beneficiary benefits beside best better between big bill billed billing bills birth birthday bit
block blocked boiler book booked booking bookings born boss bot both bottom bought box boyfriend branch brand
bring britain british broadband broke broken brother brought bucks build building business busy but buy buying
by bye cable calculate calendar call callback called calling calls came can can't cancel canceled cancelled
cancelling cannot cant capital car card cards care carry cars case cash catch cause cell cellphone cents certain
chairs change changed changes changing charge charged charges charging check checkbooks checked checking checks
cheers cheque cheques child children choices choose city claim clean cleaning clear cleared clerk close closed
closest code codes colleague colleagues come comes coming company complain complaint complete completed
compromised computer confirm confirmation confirmed confused connect connection consent contact contacted
contactless content contract conversion convert converter copy correct correctly cost costs could couldn't
couldnt count countries country couple courier course covered create created credit credited crypto
cryptocurrency csc currencies currency current currently customer customers cut cvc cvv dad damaged data date
daughter day days deal debit debited debits december decide decline declined declining decrease define
definitely definition delete deleted deliver delivered delivery denied department deposit deposited destination
details device dial did didn't didnt difference different digit digits direct directly disappeared disconnect
discount disposable dispute do doctor documents does doesn't doesnt doing dollar dollars don't done dont door
doors down downtown driver driving due duplicate during e-mail each earlier early earned easy eat edit either
electric electrician electricity else email emailed emailing emails employer end ends engineer england english
enjoy enough enrolled entered entry erm error euro europe european euros even evening evenings event ever every
everybody everyone everything exact exactly exchange exchanged exchanges exchanging expect expected expiration
expire expired expires expiring expiry explain extension extra fail failed failing fair false familiar family
far fast faster father fault favorite fax february federal fee feel fees female few figure figures file files
fill find finding finds fine finish finished first fit fix flat floor follow food for foreign forget forgot
forgotten form forms forward found france fraud fraudulent free freeze frequently friday friend friends from
front frozen full fun function funds gas gate gave gentleman germany get gets getting girlfriend give given
gives giving go goes going gone good goodbye got gotta gotten grandfather grandmother great guess guy guys had
hadn't half hand handle handles hang happen happened happening happens happy has hasn't hasnt have haven't
havent having havnt he healthy hear heard heating held hello help helped helpful helps her here hers herself hey
hi high higher him himself history hm hmm hold holding holiday home honestly hope hot hour hours house houses
how however huh human hung husband i i'd i'll i'm i've iban idea ideas identification identify identity if
immediately important improve in inbox include income incorrect increase increased info inform information
installation instead instructions insurance intent interest interested international internationally internet
into invoice invoices is isn't isnt issue issued issues it it'll italy item items its itself january job jump
just keep keeping keeps kept keys kids kind kinds knew know known knows label lady land landline landlord
language large last late lately later latest lawyer leak leaking learn least leave leaves leaving left less let
lets letter letters level licence license like liked likes limit limits line linked list listed lists little
live lived lives living loan local locate located location locations lock locked log logged login long longer
look looked looking looks lost lot lots low lower loyal loyalty machine machines madam made mail mailed main
maintenance make makes making male man manager many mark marketing marriage married matter maximum may maybe me
meal mean meaning means meant meeting meetings member membership menu merchant message messages meter might
mileage miles mind mine minimum minute minutes miss missed missing mistake misunderstood mm mobile mom moment
monday money month months more morning mortgage most mother move moved moves moving much multiple mum must
mustn't my myself name names near nearest necessary need needed needing needs neighbor neighbors neighbour
neighbours neither never new news newsletter next nice night nights no nobody none noon nor normal normally not
note notes nothing notice noticed notify november now number numbers obtain october of off offer office often oh
ok okay old on once ones online only onto open opened opening operator option options or order ordered original
other our ours out outage outside over overcharged overseas owe own package packages paid paper parcel parcels
pardon parents partner party pass passcode passport password past pay paycheck payday paying payment payments
pays pen pending pension people per percentage perfect perhaps period permission person personal phone physical
pin place placed places plan plastic please plumber plus pm point points policy possible post postcode posted
pound pounds power prefer preference present previous price printed privacy probably problem problems procedure
process processed product profile progress promised protection prove provide purchase purchased purchases
purpose purposes put puts question questions quick quickly quite raise ran rang rarely rate rates rather rating
ratings reach reactivate read reading reads ready real realise realize realized really rearrange reason reasons
recall receipt receive received receiving recent recently recipient recognise recognize recommend recommended
record recording records redeem refer reference refund refunded refunds refused regarding registered regular
rejected rejecting remaining remember remind remove removed renew renewal rent repair repeat replace replaced
replacement reply report reported representative request requested require required reschedule reservation
reservations reserve reset reside resident residents resolve respond restaurant restrictions return returned
returning returns reverse reversed revert reverted review reviews reward rewards right rights ring ringing robot
room router routing rules run rung running rush safe said salary sale sales same saturday saved savings saw say
saying says schedule scheduled score search second secretary secure security see seeing seem seems seen sees
sell seller send sending sends senior sent september service serviced services set setting settings several
shall share she ship shipped shipping shop shopping shops short should shouldn't shouldnt show showing shown
shows shut side sided sign signature signed sim since sir sister site slot slow slower slowly small so social
some somebody someone something sometimes somewhere son soon sorry sort sorts sound source spain spanish spare
speak speaker speaking speaks specific speed spell spelled spelling spelt spend spending spent spoke spoken
staff standard start starting starts state statement statements station status stay stayed staying steps still
stole stolen stop stopped store strip stuck submit submitted suddenly suggestions sunday support supported
suppose supposed sure swallowed swap switch switched system table take taken takes taking talk talked talking
talks task tasks tax taxes taxpayer team technician telephone television tell telling tells tenant terminate
terrible text texted texting texts than thank thanks thankyou that that'll the their theirs them themselves then
there there'd these they they'd they're they've thing things think thinks third this those though thought
through thru thursday ticket tickets till time timer times title to today told tomorrow tonight too took top
topped topping topup total toward towards track tracking transaction transactions transfer transferred
transferring transfers transit travel traveling treasurer tried trip trouble true try trying tuesday turn twice
type types typically uh um unable unauthorized unblock uncle under understand unfortunately unit unless until up
update updated updates updating upon urgent urgently us usa use used username uses using usually vacation valid
value van vehicle vendor verification verified verify verifying very via virtual visit voice volume wages wait
waiting wallet wanna want wanted wants was wasn't wasnt watch water way ways we we'd we'll we're we've website
wednesday week weekend weeks well went were weren't werent what whatever whats when whenever where wherever
whether which whichever while who whole whom whose why wife wifi will wire wired wish with withdraw withdrawal
withdrawals withdrawing withdrawn withdrew within without woman won won't wondering wont word work worked
working works world worried worth would wouldn't wouldnt write writes writing written wrong wrote yeah year
years yes yesterday yet you you'd you'll you're you've your yourself zip
"""
PLAIN = frozenset(_WORDS.split())


def is_plain(word: str) -> bool:
    """Also of "customer's"."""
    plain = word.lower().replace("’", "'")
    return plain in PLAIN or plain.removesuffix("'s") in PLAIN
