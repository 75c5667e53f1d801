"""HDF5 files whose variable `pr` is kept in another file, packed; no Python library of ours writes such files."""

FILES = {
    "storage": (
        "c-rk(O=uHA6n?XlP1m?dqo!7*w6Pbf*02fjW@$qbO|eZ%<2}Y^Y8Ttxvb&Lb^5-B3f*?YB(X-"
        "%9de?(T&w40$^;mBn1nbVuOuAWI(4qxl-|o!rym|BHoA-"
        "v{o5!`vm1N>{LQ)hEvd87qAZu$}|6`bZY}6`?lDaL8dm0=M3<*j?0z~`c!?Z>*F-"
        "6SL*T^n!q|>xMBD0p+r`_Throk^mBS2kY6gn{^J;MRtptqlQ-gxknj}XdGjf7ASlKA2bMSLtf4J;rtP&^97Jq#eHXb(QWAE=jCmE"
        "+zRw86n=0|4bvfNIGb2^mn`0<Ai6mO9JDvT0f!-"
        "Do?+hO{DJWj&~fJ4e1nsTXJ)L)?Yy+Lq@^%_f|n;iKzwOJ#PxT5rxa>aAwEG*<<6jOsDSY(Tv<U-"
        "j%|Zch{AdByINa>2#+!BzA%z0(g%z|g3!2cv7~j_tV};%+<byLQ&rjU|#TXqt9W%e!xWH#WjDGV05S@F^WABW&Aju=K;d!^{UdP("
        "DU~osSr|Uu`>X{ow^XW07k7<w$+wk(xiuNJ;-BQl{}|8<&MmeG0A3g>0i-yQWsz%2I5GR=vDnnd`)Ibi#J?I3IO~Shj8&Q-"
        "w*xn_#M#%WJv(<Vt7x(o`W=$Z7GD?7-"
        "_CD=xa%nElt951;fMXYf@VZ!_$p%!KrZv?GZml1L(nB$EF@DBTd3hb?}2Nc%YbZ<830bWVh@@1$Vg<d#K<-7-"
        "weS?NCC+4N8UDmeYw5N~S08)@54b8PFoM@-Lr>BesR3m{Z<?eYE<D@a$v^jHN%m&w?o0<wFF#EF3k@OUJ0pBwyEs05-"
        "amOz(=ksz!>3#*5l<M-ur+qG(Gf&QNgFyQ-x{kEpFLaf|P-SF)X!69*vL$;j<JV@~&)+dYDty`58`@KB!?)pz9ibS0"
    ),
    "virtual": (
        "c-"
        "rll!E4h{9LIkzuc@`BUDa*E7+c*zMQ2S*y@+EgO<jjuJ62C#YFRTEw<ROVWS&G1f*=SYYzHS^1i`B(PhPzFAL!lVya{@kd3i~f1_"
        "L^DPWXM=Bz-UM{oeQee(B@)^02C0NhJr8LLvb^J08j@UY5Q3xwqd^^{O%_NN<D@w}!?;UBV;<Anbnp1Ur+MKSa#dR@7~;kjb#~VU"
        "d@NuG$+tyfh9$`UZiSq9k%)NVyFU1v<SPcwcnorydZ}%W4EdI+FY=?PZFOX2*d$WCDsuptwT;#5B7@&+a<v`DEgl+lQ=s;<F)vVx"
        "&N+<o1MKkemaWHPxPPFBHp$VYW5BWvdos627dgE0uW0NnldaIaa0+cjP*4%hRPs1CBHIvH3ZNGBs1FHKyvdW}{r1u7EVm>M4l4L#"
        ";GZaodYtdlneiDs?_-M_g=IoT9C0?QU7V44Kt+WUT3$ZMkOqJhScA9V=^T`n;Mg$g+H1&O6`yc5IMGWGE03-"
        "=?sqi15c|orfRp?q@v6p5ig|^LWI(_RB5XIe*xKC)`u@KkTWmo~LH^(^JA<@sy$e-"
        "h<2CCOwAc#%#7;u3nWYd}e7rLbFz$HH}r(v^AAK%_Cl~+p1}4hCWsp)!hNcin+X;%a1O$7cPz!a)q26@8=6%XIXL7y{7zkwQ>JZ*"
        "K!75{N-"
        "(eUlJ1$_an*(f*=Tj{132n!{0n?dYgw#AgBN3B*slT&qQS3DL?yGZ<?xVHFd+Z7uTMC+z1Z;Dm?t@2y0Tvn%c7L#_;BMH!(f=c`d"
        "dSJb;j*)1K~bvBK$UR6Uh|uxavaF#)2piKNLy+UY@+{y--A>|n?E)~ED!=4d|`q@7%_W#98A8}H-"
        "yMBfLirjq7AFAu)EhJO?UK@jA?GFh%qlRyUHzva0Eq1Qf!y{MWweI72Xnn0oZO=h^fEH7<!kMp7jeT^Upf*=TjAP9mW|B4?N$2@!"
    ),
    "link": (
        "c-rgqaB<`1lHy|G;9!7(|4`7w2jLq)#eI$zJn{E%31Z^e!lVQiVP-"
        "?qf)2Qt7#KnFY~mo2kp*T2OG##K>U$_hKmbH?vO;+ID55S<H+V2015p_UkWtKxI4x%21uJAn(p1*{ycz6#-Zn-"
        "?5s(NIBO}~NFq&Be<YGYudj?2=I53!SGno8mW?*3D1IaLJAp&ZiJBJWh4`T(?@d{`TWX0(~9!IcF1`!4xAZCd7OD#!GNi%WI&o4^"
        "J%u6guEoKnlfH_M6>{Ldm;fzS0;?V~2nHkuC&IPJ<_HhgjW)KDiAIN{80QB^A^$Yg&_lpm9cJy&&;E@N3Gc&M4H269Cx`NfSLe+y"
        "J25c%b5b^;X$AWO2OJ;6n3aYbU&M*Lp!JSc>mswH_HdYjBY)WEfu|jcXUUI5}k%57Mu7M#C8NO$cfy9U$QjEaNWFjj@Ajzfz68#M"
        "I^o$Qivf@Jydwj4!)#oIZ0Le3R874tO%Ad+1^&J{gzVr+!CYpp)ejaHF7ZPkd{S5Kb0~Gw7J-"
        "m5bAwJ`S*bwjM98i>BkXlrdnF>kGN>E*8sYS(^`FXZRI(c9VY)$kG4fG6kGE&k^ZH@Gd^bFX<AO#-"
        "0SOL0jH8Zp<3vTK`Db5%^*h3i(5Q@VAhdd7cC>RB!U=)mkQ7{UI0su8PV4a5<(9VMZQk$OWMhv*osez;Q%?oRNr=}OBrWVKN<rkG"
        "?luo%l9ohO7=+>*_FpUSzwA94nl3@86zd?q<+B?kf_D*6+BeY%0CI^<|abSft{|btL-MajejMO5%ykrLbf+B_xZM#JPYS}IS"
    ),
}
