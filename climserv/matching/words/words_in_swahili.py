"""What the rules say in Swahili: code to reason and remedy; what is said by nothing in English is not here."""

_FORECAST = "Uliza idara ya hali ya hewa utabiri wake; hapa zingehitajika data za utabiri."
_ODDS = "Jadilini kama uwezekano, mfano miaka 7 kati ya 10, unasaidia kuamua; utabiri wa msimu ungekaribia zaidi."
_WIDER = "Uliza kuhusu miaka ishirini au zaidi, mfano {wider}."
_WHERE = "Chagueni mahali kwenye orodha, au pachoreni."
_RECORD = "Tumieni kumbukumbu za vipimo."

SWAHILI: dict[str, tuple[str, str]] = {
    "time.scale.unknown": (
        "Hitaji halisemi uamuzi ni wa kipindi gani.", "Semeni kama ni siku, siku kumi, mwezi au msimu.",
    ),
    "time.scale.same": ("Jibu hutolewa kwa {scale}, kama ilivyoombwa.", ""),
    "time.scale.set": ("Jibu hutolewa kwa sehemu ya mwaka mliyoweka, ambayo si ndefu zaidi.", ""),
    "time.scale.statistics": ("Miaka kumi na zaidi hujibiwa kwa hesabu za {finest} nyingi.", ""),
    "time.scale.coarser": (
        "Jibu hutolewa kwa {finest}; {scale} zinaweza kujumlishwa kutoka humo.",
        "Jumlisheni {finest} kuwa {scale}, na mseme vipi: jumla, wastani au hesabu.",
    ),
    "time.scale.finer": (
        "Jibu hutolewa kwa {finest}; {scale} ni fupi zaidi na haziwezi kupatikana humo.",
        "Amueni kwa {finest}, au ombeni utaratibu unaojibu kwa {scale}.",
    ),
    "time.step.finer": (
        "Data huja kwa {step}; utaratibu hufanya kazi kwa {wanted}.", "Kwanza jumlisheni data kwa {wanted}.",
    ),
    "time.step.coarser": (
        "Data huja kwa {step}; utaratibu unazihitaji kwa {wanted}.", "Tafuteni data za aina hiyo kwa {wanted}.",
    ),
    "time.horizon.unknown": (
        "Hitaji halisemi kama ni la msimu huu au miaka ijayo.", "Semeni jibu litazame mbele kiasi gani.",
    ),
    "time.horizon.not_claimed": (
        "Utaratibu haudai kujibu kuhusu {horizon}.", "Muulizeni mwandishi wake kama unaweza, au ombeni mwingine.",
    ),
    "time.past.record": ("Miaka ya kumbukumbu, {years}, ilipimwa.", ""),
    "time.past.model": ("Modeli ya tabianchi ina miaka yake: hakuna ulio mwaka ambao watu wanaukumbuka.", _RECORD),
    "time.past.forecast": ("Utabiri husema kilichotarajiwa, si kilichotokea.", _RECORD),
    "time.days.none": ("Hakuna humo kinachotazama siku zijazo.", _FORECAST),
    "time.now.record": ("Kumbukumbu hutoa uwezekano wa miaka iliyopita ({years}), si tarehe ya mwaka huu.", _ODDS),
    "time.now.model": (
        "Makadirio hayataji mwaka: hutoa uwezekano wa miaka kama ile ya {years}, si huu.", _ODDS,
    ),
    "time.years.record": (
        "Katika miaka kumi ijayo bahati ni kubwa kuliko badiliko: kumbukumbu ni kisio la kwanza tu.",
        "Jadilini kama uwezekano wa miaka iliyopita unatosha, na joto zaidi litaongeza nini.",
    ),
    "time.years.model": (
        "Katika miaka kumi ijayo bahati ni kubwa kuliko badiliko: modeli husema kuhusu miaka ishirini na zaidi.",
        "Jadilini kama uwezekano wa miaka ishirini au zaidi unasaidia uamuzi.",
    ),
    "time.projection.record": (
        "Kumbukumbu inaishia {last}; haisemi kuhusu {asked}.", "Tumieni data za makadirio zenye {asked}.",
    ),
    "time.projection.model": ("Modeli za tabianchi hufika miaka ijayo, kama uwezekano wa miaka mingi.", ""),
    "time.forecast.reaches": ("Utabiri unatazama wakati huu.", ""),
    "time.forecast.season": (
        "Utabiri wa msimu hutoa uwezekano wa mwaka huu, si kitakacholetwa.",
        "Jadilini kama uwezekano huo unasaidia, na umetimia mara ngapi.",
    ),
    "time.forecast.not_so_far": ("Utabiri huishia muda mrefu kabla ya {horizon}.", "Tumieni data za makadirio."),
    "time.hindcast": (
        "Tabiri za zamani zinaonyesha ubora wa tabiri za aina hii; hazijibu kuhusu {horizon}.",
        "Jadilini kama kupata na kukosa kwake kunasaidia; la sivyo tumieni vipimo au utabiri.",
    ),
    "time.period.enough": ("{period} ni miaka {count}, inatosha kuhesabu uwezekano.", ""),
    "time.period.one_year": ("Hakuna makadirio yanayotaja mwaka kama {asked}.", _WIDER),
    "time.period.one_day": (
        "Hakuna makadirio yanayotaja siku kama {asked}: husema kuhusu miaka mingi pamoja.",
        "Uliza siku kama hiyo huja mara ngapi katika miaka ishirini au zaidi, mfano {wider}.",
    ),
    "time.period.few": (
        "{period} husema kilichotokea wakati huo, si hutokea mara ngapi: uwezekano huhitaji miaka ishirini au zaidi.",
        _WIDER,
    ),
    "time.period.short": ("Miaka {count} ({period}) ni michache: uwezekano huhitaji ishirini au zaidi.", _WIDER),
    "time.period.part": ("Kati ya {asked} data zina {period}.", "Chukueni {period}, na mseme hivyo."),
    "time.period.outside": (
        "Data zina {holds}, hakuna ya {asked}.", "Uliza miaka ndani ya {holds}, au tafuteni data za {asked}.",
    ),
    "time.period.chosen": ("Hitaji halitaji miaka; {period} imechukuliwa.", "Semeni uamuzi ni wa miaka gani."),
    "time.record.short": (
        "Kumbukumbu ina miaka {count}; utaratibu unataka {wanted}.",
        "Someni uwezekano kwa uangalifu, na tafuteni kumbukumbu ndefu zaidi.",
    ),
    "time.models.few": ("Kuna modeli {count} tu: upana wa kweli ni mkubwa kuliko wao.", ""),
    "time.scenarios.one": ("Kuna dhana moja tu ya utoaji wa gesi: nyingine ingetoa jibu jingine.", ""),
    "time.deadline.past": ("Taarifa ilitakiwa kufikia {deadline}, na imepita.", "Semeni uamuzi unaofuata ni lini."),
    "time.deadline.before_data": (
        "Taarifa inatakiwa kufikia {deadline}, kabla miaka {asked} haijaisha: hakuna atakayekuwa na data hizo.",
        "Uliza miaka ya kabla ya siku hiyo, au subirini hadi {there}.",
    ),
    "time.lead.unknown": (
        "Haijaandikwa utabiri huu unatazama mbele kiasi gani; mnahitaji kujua {asked} kabla.",
        "Muulizeni mtengenezaji, na muandike kwenye kadi ya data.",
    ),
    "time.lead.short": (
        "Utabiri unatazama {have} mbele; mnahitaji kujua {asked} kabla.",
        "Jadilini nini kinaweza kufanyika {have} kabla; uwezekano wa miaka iliyopita hujulikana wakati wowote.",
    ),
    "time.lead.enough": ("Utabiri unatazama {have} mbele.", ""),
    "time.level.coarse": (
        "Jibu fupi zaidi ni la {have}; lililo refu kuliko {level} haliwafai.",
        "Jadilini kama {have} inatosha, au ombeni utaratibu unaojibu kwa {level}.",
    ),
    "time.timeliness.unknown": (
        "Haijaandikwa data hizi huja baada ya muda gani; mnazitaka ndani ya {asked}.",
        "Muulizeni mtengenezaji, na muandike kwenye kadi yake.",
    ),
    "time.timeliness.late": (
        "Data huja {have} baada ya siku yenyewe; mnazitaka ndani ya {asked}.",
        "Jadilini kama {have} inatosha; kipimo chenu husomwa siku hiyo hiyo.",
    ),
    "time.certainty": (
        "Mara ngapi inatimia huhesabiwa katika bidhaa, na kulinganishwa na {asked} kati ya 10 mnayotaka.", "",
    ),
    "space.place.unknown": ("Hitaji halisemi wapi.", _WHERE),
    "space.place.not_found": ("Hakuna mahali paitwapo {place} hapa.", _WHERE),
    "space.cover.inside": ("Data zinafunika {place}.", ""),
    "space.cover.little": (
        "Data zinafunika {percent} % tu ya {place}: ni kidogo mno kusema juu yake.",
        "Uliza sehemu iliyofunikwa, au tafuteni data za iliyobaki.",
    ),
    "space.cover.part": (
        "Data zinafunika {percent} % ya {place}.", "Uliza sehemu iliyofunikwa, au tafuteni data za iliyobaki.",
    ),
    "space.cover.outside": (
        "Data hazifiki {place}: za karibu ziko km {km}.", "Data zinazofunika {place} zingesaidia.",
    ),
    "space.sea": (
        "{place} iko baharini, km {km} kutoka nchi kavu ya karibu kwenye ramani.",
        "Choreni mahali tena, au chagueni kwenye orodha; je, longitudo na latitudo zimebadilishana?",
    ),
    "space.sea.maybe": (
        "Ramani haionyeshi nchi kavu {place}: ya karibu iko km {km}.",
        "Semeni kama ni kisiwa kidogo; la sivyo, choreni mahali tena.",
    ),
    "space.point.here": ("Data ni za kituo km {km} kutoka {place}.", ""),
    "space.point.holds": ("Data ni za kituo kimoja ndani ya {place}, ambayo ni ndogo.", ""),
    "space.point.for_area": (
        "Kituo kimoja kinawakilisha {place} yote, upana wa km {width} hivi.",
        "Jadilini kama kituo hicho kinafanana na mashamba yenu; kipimo chenu kingeonyesha.",
    ),
    "space.point.near": (
        "Data ni za kituo km {km} mbali, nje ya {place}.", "Jadilini kama hali ya hewa huko ni kama yenu.",
    ),
    "space.sites.not_taken": ("Utaratibu haufanyi kazi kwa kituo kimoja.", "Tumieni data za gridi."),
    "space.level.meets": ("Data zinatofautisha {have}; {level} imeombwa.", ""),
    "space.level.useful": (
        "Data zinatofautisha {have}: inafaa ({level} zaidi), ingawa si ndogo kama mlivyotaka ({wished}).", "",
    ),
    "space.level.coarse": (
        "Data zinatofautisha {have}; zaidi ya {level} haiwafai.",
        "Jadilini kama {have} inatosha; data ndogo zaidi, au vipimo vyenu karibu na mashamba, vingesaidia.",
    ),
    "space.level.far": (
        "Data zinatofautisha {have}, kubwa mno kuliko {level} mnayohitaji.", "Zinahitajika data za {level} au bora.",
    ),
    "space.scale.unknown": (
        "Hitaji halisemi mahali ni padogo kiasi gani.", "Semeni kama ni shamba, kijiji, kata au wilaya.",
    ),
    "space.scale.fine": ("Data ni ndogo zaidi kuliko {scale}.", ""),
    "space.scale.step": (
        "Data zinatofautisha {have}; kwa {scale}, upana wa {size} hivi, visanduku vilivyomo huunganishwa.",
        "Chukueni wastani wa visanduku kwa eneo; jukwaa hufanya hatua hii.",
    ),
    "space.scale.coarse": (
        "Data zinatofautisha {have}, si ndogo kuliko {scale}, upana wa {size} hivi.",
        "Jadilini kama sehemu ndani ya {have} zinatofautiana sana; data ndogo zaidi zingesaidia.",
    ),
    "space.scale.far": (
        "Data zinatofautisha {have}, kubwa mno kuliko {scale}, upana wa {size} hivi.",
        "Zinahitajika data ndogo zaidi kwa {scale}.",
    ),
    "space.scale.beyond": (
        "Utaratibu husema kuhusu maeneo hadi {upto}; {scale} ni kubwa zaidi.",
        "Ufanyeni kwa kila sehemu ya {scale}, na mziweke kando kwa kando.",
    ),
    "space.change.coarse": (
        "Badiliko linajulikana kwa maeneo ya {have} tu; undani wa hapa hutoka kwenye vipimo.",
        "Jadilini kama badiliko linaweza kutofautiana kati ya sehemu za hapa.",
    ),
    "space.contrasts": (
        "Mnajua tofauti ambazo wastani wa {have} unazificha: {contrasts}.",
        "Jadilini kama mgawanye eneo, au muongeze vipimo vyenu pande zote mbili.",
    ),
    "space.made": ("Data hizi zimebuniwa kwa maonyesho: uamuzi wowote usizitegemee.", ""),
    "space.reference.far": (
        "Vipimo vya kurekebishia viko km {km} kutoka {place}: mbali mno kuisemea.",
        "Tafuteni vipimo karibu na {place}; miaka kumi ya kipimo chenu ingesaidia.",
    ),
    "metric.unknown": ("Hitaji halisemi bado nini kipimwe.", "Chagueni kinachopimwa; utaratibu huu huhesabu {metric}."),
    "metric.same": ("Utaratibu hutoa kilichoombwa: {metric}.", ""),
    "metric.second": (
        "Utaratibu hutoa kilichoombwa kando ya {metric}: {asked}.",
        "Rasimu ya kwanza huweka jibu hili mwanzoni: {asked}.",
    ),
    "metric.derivable": (
        "Utaratibu hutoa {metric}; {asked} inaweza kupatikana humo.",
        "Hatua ambayo rasimu ya kwanza huifanya mwishoni, na kusema hivyo: {step}.",
    ),
    "metric.related": (
        "Utaratibu hutoa {metric}, ambayo si {asked} lakini iko karibu nayo.",
        "Jadilini kama {metric} inafaa; la sivyo unahitajika utaratibu wa {asked}, na data zenye {variables}.",
    ),
    "metric.other": (
        "Utaratibu hutoa {metric}, ambayo haijibu {asked}.",
        "Unahitajika utaratibu wa {asked}, na data zenye {variables}.",
    ),
    "metric.variables.missing": (
        "Data hazina {missing}, ambazo utaratibu hukokotoa kutokana nazo.", "Tafuteni data zenye {missing}.",
    ),
    "metric.variables.derived": (
        "Data hazina {missing}; inaweza kukokotolewa kutoka {held}.",
        "Rasimu ya kwanza huanza na hatua hii ({operations}), na husema hivyo.",
    ),
    "metric.variables.author": (
        "Modeli hazina {missing}; ingeweza kukokotolewa kutoka {held}.",
        "Mwombeni mwandishi toleo linalorekebisha {held} na kuanza na hatua {operations}.",
    ),
    "metric.settings.fit": ("Namba zenu zinaafiki utaratibu: {given}.", ""),
    "metric.settings.refused": (
        "Utaratibu haupokei namba zenu hizi: {problems}.",
        "Zibadilisheni pamoja na mwandishi wa utaratibu, au ombeni toleo linalozipokea.",
    ),
    "metric.threshold.missing": (
        "Hitaji halijibu swali la utaratibu: “{question}” Bila jibu ungehesabu kwa {default}.",
        "Lijadilini: ndilo huamua kinachohesabiwa.",
    ),
    "metric.numbers.own": (
        "Namba za utaratibu wenyewe, ambazo hitaji halisemi: {numbers}.",
        "Zithibitisheni, au wekeni zenu.",
    ),
    "metric.conventions.taken": (
        "Hitaji lililoacha wazi limechukuliwa kutoka kwenye utaratibu na kusemwa: {taken}.",
        "Thibitisheni haya, au wekeni yenu.",
    ),
    "metric.adjust.ready": ("Modeli zimerekebishwa kwa {reference}, kwa {years}.", ""),
    "metric.adjust.short": (
        "Kuna miaka {count} tu ({years}) ya kurekebisha modeli; inatakiwa ishirini au zaidi.",
        "Someni hesabu kwa uangalifu, na tafuteni kumbukumbu ndefu zaidi.",
    ),
    "metric.adjust.missing": (
        "Hakuna vipimo vya kurekebisha modeli hizi: hesabu zake dhidi ya kizingiti zinaweza kukosea sana.",
        "Tafuteni vipimo vya mahali hapo vya miaka ishirini au zaidi.",
    ),
    "metric.unconfirmed": ("Maana hii ya maneno yenu bado haijathibitishwa na mtu.", ""),
    "metric.unsure": ("Namba ni za muda: kundi halina uhakika nazo.", ""),
    "metric.hindsight.today": (
        "Kanuni inatazama mbele: kama inatimia leo hujulikana siku zinazofuata zikifika.",
        "Ombeni kanuni isiyotazama mbele; hiyo husemwa siku hiyo hiyo.",
    ),
    "metric.hindsight": (
        "Kanuni inatazama mbele: ni sahihi kwa misimu iliyopita, na haijulikani siku yenyewe.", "",
    ),
    "reach.licence.closed": (
        "{dataset} haziruhusiwi kupitishwa ({licence}).",
        "Muulizeni mwenye nazo kama matokeo yanaweza kuonyeshwa wengine; hadi hapo yanabaki kwa kundi.",
    ),
    "reach.language.lacking": (
        "Utaratibu bado hausemi {languages}.",
        "Kichwa, swali na mipaka yake vitafsiriwe kwa {languages} na mtu anayesoma zote mbili.",
    ),
    "reach.channel.lacking": (
        "Bado hakuna kilichotengenezwa kupitia {channels}.",
        "Chukueni ujumbe mfupi au karatasi ya mkutano, na mseme nani anaupeleka.",
    ),
    "nothing": ("", "Hakuna kingine kinachohitajika."),
}  # fmt: skip
